using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Notifications;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Notifications;

/// <summary>How one hears of each kind; every choice is kept as it is made.</summary>
public sealed partial class PreferencesPage
{
    private IReadOnlyList<NoticeChoice>? choices;
    private NoticeKind? saved;

    [Inject]
    public required NoticeService Notices { get; init; }

    private static IReadOnlyList<Crumb> Above => [new(NoticesTexts.Title, Urls.Notifications)];

    protected override Task OnInitializedAsync() => Read();

    private Task Read() => Load(async me => choices = await Notices.Choices(me, Gone));

    private async Task Choose(NoticeKind kind, ChangeEventArgs args)
    {
        saved = null;
        if (Enum.TryParse<NoticeWay>(args.Value?.ToString(), out var way) && await Act(me => Notices.Choose(me, kind, way, Gone)))
        {
            saved = kind;
        }

        await Read();
    }
}
