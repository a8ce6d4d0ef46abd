using Microsoft.AspNetCore.Components;
using Portal.Components.Settlement;
using Portal.Components.Shared;
using Portal.Domain.Banking;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Banking;

/// <summary>Every payout by state; what is ready is put together here and goes to a second person.</summary>
public sealed partial class Payouts
{
    private readonly Dictionary<string, ReadyPayout> chosen = new(StringComparer.Ordinal);
    private ReadyPayouts? ready;
    private Page<PayoutRow>? page;
    private IReadOnlyDictionary<PayoutState, int> counts = new Dictionary<PayoutState, int>();
    private IReadOnlyList<OperatorAccountRow> accounts = [];
    private bool mayPropose;
    private string account = string.Empty;
    private DateOnly day;
    private string reason = string.Empty;

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required PayoutQueries Queries { get; init; }

    [Inject]
    public required PayoutBatchService Batches { get; init; }

    [Inject]
    public required OperatorAccountService Accounts { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private PayoutState? Wanted => Enum.TryParse<PayoutState>(State, out var known) ? known : null;

    private Nothing Nothing => EmptyLabels.Payouts(Wanted);

    private IReadOnlyList<Segment> Tabs =>
        [
            new("all", BankingTexts.AllPayouts, Url: Urls.FinancePayouts),
            .. Enum.GetValues<PayoutState>()
                .Where(state => counts.GetValueOrDefault(state) > 0 || state == Wanted)
                .Select(state => new Segment(
                    state.ToString(),
                    $"{MoneyLabels.Payout(state).Text} {Counted(counts.GetValueOrDefault(state))}",
                    Url: Urls.FinancePayoutsOf(state.ToString())
                )),
        ];

    private static string Counted(int count) =>
        count < PayoutQueries.CountedMax ? Fmt.Count(count) : Fmt.Count(PayoutQueries.CountedMax - 1) + "+";

    private IEnumerable<PayoutRow> Ready => page?.Rows.Where(IsReady) ?? [];

    private bool HasReady => Ready.Any();

    private bool AllChosen => HasReady && Ready.All(row => chosen.ContainsKey(row.Number));

    private static string Total(IEnumerable<ReadyPayout> payouts) =>
        string.Join(
            " · ",
            payouts.GroupBy(row => row.Currency).Select(group => BankLabels.Money(group.Sum(row => row.AmountMinor), group.Key))
        );

    protected override Task OnParametersSetAsync()
    {
        chosen.Clear();
        day = Zone.Today(Clock);
        return Read();
    }

    private static bool IsReady(PayoutRow row) => row is { State: PayoutState.Proposed, Hurdle: null, Batch: null };

    private Task Read() =>
        Load(async me =>
        {
            mayPropose = (await People.Me(me, Gone)).May(Permit.ProposePayouts);
            counts = await Queries.Counts(me, Gone);
            accounts = await Accounts.List(me, Gone);
            account = accounts.Count > 0 ? accounts[0].Name : string.Empty;
            ready = mayPropose ? await Queries.Ready(me, Gone) : null;
            page = await Queries.List(me, Wanted, new PageAsk(Size: 50, Before: Before, After: After), Gone);
        });

    private void Choose(PayoutRow row)
    {
        if (!chosen.Remove(row.Number))
        {
            Add(row);
        }
    }

    /// <summary>What is ready on the page that is shown; the button beside it takes those of all pages.</summary>
    private void ChoosePage()
    {
        if (AllChosen)
        {
            chosen.Clear();
            return;
        }

        foreach (var row in Ready)
        {
            Add(row);
        }
    }

    private void ChooseAll()
    {
        foreach (var row in ready?.Rows ?? [])
        {
            chosen[row.Number] = row;
        }
    }

    private void Add(PayoutRow row) => chosen[row.Number] = new ReadyPayout(row.Number, row.AmountMinor, row.Currency);

    private async Task Propose()
    {
        string? batch = null;
        var draft = new BatchDraft(account, [.. chosen.Keys], day, reason);
        if (await Act(async me => batch = await Batches.Propose(me, draft, Guid.NewGuid().ToString("N"), Gone)) && batch is not null)
        {
            LeadOn(Urls.PayoutBatch(batch));
        }
    }
}
