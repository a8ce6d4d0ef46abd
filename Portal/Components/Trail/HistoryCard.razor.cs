using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;

namespace Portal.Components.Trail;

/// <summary>What happened to one thing, from the trail: for its organisation's people, or for staff when no organisation is named.</summary>
public sealed partial class HistoryCard
{
    private IReadOnlyList<HistoryRow>? rows;
    private (string?, string, string, int) shown;

    /// <summary>The organisation of the address; null on the staff's pages.</summary>
    [Parameter]
    public string? Merchant { get; set; }

    /// <summary>The kind of thing as the trail names it: <c>account</c>, <c>case</c>, <c>message</c>, <c>statement</c>…</summary>
    [Parameter, EditorRequired]
    public required string Kind { get; set; }

    /// <summary>Its number as the trail names it.</summary>
    [Parameter, EditorRequired]
    public required string Key { get; set; }

    /// <summary>Another value reads the trail again: the version of the thing on the page.</summary>
    [Parameter]
    public int Version { get; set; }

    [Inject]
    public required HistoryService History { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    protected override Task OnParametersSetAsync()
    {
        var wanted = (Merchant, Kind, Key, Version);
        if (wanted == shown)
        {
            return Task.CompletedTask;
        }

        shown = wanted;
        return Read();
    }

    // Codes such as "review" say which door was used; only sentences are for readers.
    private static string? Reason(HistoryRow row) => AuditLabels.Why(row.Why);

    private Task Read() =>
        Load(async me =>
            rows = Merchant is { } slug ? await History.OfMerchant(me, slug, Kind, Key, Gone) : await History.OfThing(me, Kind, Key, Gone)
        );
}
