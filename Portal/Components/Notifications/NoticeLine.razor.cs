using Microsoft.AspNetCore.Components;
using Portal.Domain.Notifications;

namespace Portal.Components.Notifications;

/// <summary>One notice: what, when, and the way to the thing itself; opening it marks it as read.</summary>
public sealed partial class NoticeLine
{
    private NoticeSaid said = new(string.Empty, string.Empty, string.Empty);

    [Parameter, EditorRequired]
    public required NoticeRow Row { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    [Parameter]
    public bool Compact { get; set; }

    [Parameter]
    public EventCallback<NoticeRow> OnOpen { get; set; }

    private string Css => (Compact ? "n-line n-line-small" : "n-line") + (Row.IsRead ? string.Empty : " n-unread");

    protected override void OnParametersSet() => said = NoticeLabels.Say(Row, Zone);
}
