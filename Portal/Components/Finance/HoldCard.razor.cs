using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Components.Finance;

/// <summary>Whether payouts go out; stops and releases them.</summary>
public sealed partial class HoldCard
{
    private string reason = string.Empty;
    private string note = string.Empty;
    private DateOnly? until;

    [Parameter, EditorRequired]
    public required IReadOnlyList<HoldRow> Holds { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    [Parameter]
    public Refusal? Problem { get; set; }

    [Parameter]
    public bool MayHold { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback<(string Reason, DateOnly? Until)> OnHold { get; set; }

    [Parameter]
    public EventCallback<(long Id, string Note)> OnRelease { get; set; }

    private HoldRow? Now => Holds.FirstOrDefault(row => row.Holds);
    private HoldRow[] Earlier => [.. Holds.Where(row => !row.Holds)];

    private static string Until(HoldRow hold) =>
        hold.UntilDay is { } day ? Fmt.Text(TermsTexts.HoldUntil, Fmt.Date(day)) : TermsTexts.HoldOpen;

    private async Task Hold()
    {
        await OnHold.InvokeAsync((reason, until));
        (reason, until) = Problem is null ? (string.Empty, null) : (reason, until);
    }

    private async Task Release()
    {
        if (Now is { } hold)
        {
            await OnRelease.InvokeAsync((hold.Id, note));
            note = Problem is null ? string.Empty : note;
        }
    }

    private string? Wrong(string field) => RefusalText.At(Problem, field);
}
