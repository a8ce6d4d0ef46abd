using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Banking;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Routes;

namespace Portal.Components.Banking;

/// <summary>How the books, the gateways and the bank agree, and how old the differences are.</summary>
public sealed partial class Reconciliation
{
    private ReconOverview? view;
    private bool mayRun;

    [Inject]
    public required ReconciliationService Service { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    protected override Task OnInitializedAsync() => Read();

    private string Percent(int count) =>
        (100 * count / Math.Max(1, view?.Ages.Max(age => age.Count) ?? 1)).ToString(CultureInfo.InvariantCulture);

    private static string Count(int? lines) => lines is { } known ? Fmt.Count(known) : Fmt.None;

    /// <summary>As many as stand in the queue behind the link.</summary>
    private RenderFragment Open(ReconDayRow row, ReconState state) =>
        builder =>
        {
            var count = Fmt.Count(row.OpenOf(state));
            if (row.OpenOf(state) == 0)
            {
                builder.AddContent(0, count);
                return;
            }

            var day = row.Day is { } one ? ("day", Urls.Iso(one)) : ("until", Urls.Iso(view!.Since));
            builder.OpenElement(1, "a");
            builder.AddAttribute(2, "href", ReconQueue.Address(("state", state.ToString()), ("pair", row.Pair.ToString()), day));
            builder.AddContent(3, count);
            builder.CloseElement();
        };

    private Task Read() =>
        Load(async me =>
        {
            view = await Service.Overview(me, Gone);
            mayRun = (await People.Me(me, Gone)).May(Permit.Reconcile);
        });

    private async Task Run()
    {
        if (await Act(me => Service.Run(me, Gone)))
        {
            await Read();
        }
    }
}
