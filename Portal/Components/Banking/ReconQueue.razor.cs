using Microsoft.AspNetCore.Components;
using Portal.Components.Finance;
using Portal.Components.Shared;
using Portal.Domain.Banking;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Banking;

/// <summary>The queue of differences: whose, how old, why, and how they are settled.</summary>
public sealed partial class ReconQueue
{
    private static readonly Dictionary<string, (int From, int? To)> Ages = new(StringComparer.Ordinal)
    {
        ["0-1"] = (0, 1),
        ["2-7"] = (2, 7),
        ["8-30"] = (8, 30),
        ["30+"] = (31, null),
    };

    private Page<ReconRow>? page;
    private ReconRow? open;
    private bool mayAct;
    private string state = string.Empty;
    private string age = string.Empty;

    [SupplyParameterFromQuery]
    public string? View { get; set; }

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery(Name = "age")]
    public string? AgeText { get; set; }

    [SupplyParameterFromQuery]
    public string? Pair { get; set; }

    [SupplyParameterFromQuery(Name = "day")]
    public string? DayText { get; set; }

    [SupplyParameterFromQuery(Name = "until")]
    public string? UntilText { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required ReconciliationService Service { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static Crumb[] Above => [new(BankingTexts.Reconciliation, Urls.FinanceReconciliation)];

    private IReadOnlyList<Segment> Views =>
        [
            new("open", BankingTexts.FilterOpen, Url: Same(null)),
            new("mine", BankingTexts.FilterMine, Url: Same("mine")),
            new("settled", BankingTexts.FilterResolved, Url: Same("settled")),
        ];

    private Nothing Nothing => EmptyLabels.Differences(View, state.Length + age.Length + Scope.Length > 0);

    private ReconPair? OnlyPair => Enum.TryParse<ReconPair>(Pair, out var known) ? known : null;

    /// <summary>The pair and the days that a link of the overview asked for.</summary>
    private string Scope =>
        string.Join(
            " · ",
            new[]
            {
                OnlyPair is { } pair ? BankLabels.Pair(pair) : null,
                LedgerLabels.Day(DayText) is { } day ? Fmt.Day(day) : null,
                LedgerLabels.Day(UntilText) is { } until ? Fmt.Text(BankingTexts.Earlier, Fmt.Day(until)) : null,
            }.OfType<string>()
        );

    private string Same(string? view) =>
        Address(("state", State), ("age", AgeText), ("pair", Pair), ("day", DayText), ("until", UntilText), ("view", view));

    /// <summary>The queue as its filters have it.</summary>
    internal static string Address(params (string Name, string? Value)[] filters)
    {
        var parts = filters
            .Where(part => !string.IsNullOrEmpty(part.Value))
            .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}");
        var query = string.Join('&', parts);
        return query.Length == 0 ? Urls.FinanceReconciliationQueue : $"{Urls.FinanceReconciliationQueue}?{query}";
    }

    protected override Task OnParametersSetAsync()
    {
        (state, age, open) = (State ?? string.Empty, AgeText ?? string.Empty, null);
        return Read();
    }

    private Task Read() =>
        Load(async me =>
        {
            mayAct = (await People.Me(me, Gone)).May(Permit.Reconcile);
            (int From, int? To)? days = AgeText is not null && Ages.TryGetValue(AgeText, out var bucket) ? bucket : null;
            var what = new ReconAsk(
                Enum.TryParse<ReconState>(State, out var known) ? known : null,
                days?.From,
                days?.To,
                View == "mine",
                View == "settled"
            )
            {
                Pair = OnlyPair,
                Day = LedgerLabels.Day(DayText),
                Until = LedgerLabels.Day(UntilText),
            };
            page = await Service.Queue(me, what, new PageAsk(Before: Before, After: After), Gone);
        });

    private static string Match(ReconRow row) =>
        Urls.FinanceReconciliationMatch(new[] { row.Id, row.SuggestedId ?? 0 }.Where(id => id > 0));

    private void Show() => Addresses.NavigateTo(Address(("state", state), ("age", age), ("view", View)));

    private Task Take(ReconRow row) => Then(me => Service.Take(me, row.Id, Gone));

    private Task Explain((ReconReason Reason, string Note) said) => Then(me => Service.Explain(me, open!.Id, said.Reason, said.Note, Gone));

    private Task Propose((ReconAnswer Answer, string Why) said) =>
        Then(me => Service.Propose(me, open!.Id, said.Answer, said.Why, Guid.NewGuid().ToString("N"), Gone));

    private async Task Then(Func<Actor, Task> act)
    {
        if (await Act(act))
        {
            open = null;
            await Read();
        }
    }
}
