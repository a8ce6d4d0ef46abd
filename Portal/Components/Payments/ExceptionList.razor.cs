using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Payments;

/// <summary>The exception queue: what waits, how long, with whom, and what to do about it.</summary>
public sealed partial class ExceptionList
{
    private Page<ExceptionRow>? page;
    private ExceptionAges? ages;
    private ExceptionRow? chosen;
    private string? done;
    private bool maySettle;

    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required BillQueries Queries { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    private ExceptionFilter Chosen => Enum.TryParse<ExceptionFilter>(Show, true, out var known) ? known : ExceptionFilter.Open;

    private static IReadOnlyList<Segment> Tabs =>
        [
            new(nameof(ExceptionFilter.Open), PaymentsTexts.ExceptionsOpen, Url: Urls.FinanceExceptions),
            new(nameof(ExceptionFilter.Mine), PaymentsTexts.ExceptionsMine, Url: $"{Urls.FinanceExceptions}?show=mine"),
            new(nameof(ExceptionFilter.All), PaymentsTexts.ExceptionsAll, Url: $"{Urls.FinanceExceptions}?show=all"),
        ];

    private IReadOnlyList<SharePart> Parts =>
        [
            .. new[]
            {
                (Text: PaymentsTexts.Age_Today, Count: ages?.Today ?? 0),
                (Text: PaymentsTexts.Age_Week, Count: ages?.Week ?? 0),
                (Text: PaymentsTexts.Age_Month, Count: ages?.Month ?? 0),
                (Text: PaymentsTexts.Age_Older, Count: ages?.Older ?? 0),
            }
                .Where(part => part.Count > 0)
                .Select(part => new SharePart(part.Text, part.Count, Fmt.Count(part.Count))),
        ];

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() =>
        Load(async me =>
        {
            maySettle = (await People.Me(me, Gone)).May(Permit.ResolveExceptions);
            page = await Queries.Exceptions(me, new PageAsk(Before: Before, After: After), Chosen, Gone);
            ages = await Queries.Ages(me, Gone);
        });

    private void Choose(ExceptionRow row) => (chosen, done) = (row, null);

    private async Task Finished(string what)
    {
        (chosen, done) = (null, what);
        await Read();
    }
}
