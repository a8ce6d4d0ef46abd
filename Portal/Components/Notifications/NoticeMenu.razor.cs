using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;
using Portal.Resources;

namespace Portal.Components.Notifications;

/// <summary>The unread count and the newest notices, in the bar of every page; it moves when a notice is written, without a reload.</summary>
public sealed partial class NoticeMenu : IDisposable
{
    private const int CountMax = 99;

    private ElementReference menu;
    private UnreadView bell = new(0, []);
    private IDisposable? listening;
    private CancellationTokenSource gone = new();

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Inject]
    public required NoticeService Notices { get; init; }

    [Inject]
    public required NoticeWakeups Wakeups { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private bool Interactive => RendererInfo.IsInteractive;

    private string Name => bell.Unread == 0 ? NoticesTexts.Bell : Fmt.Text(NoticesTexts.BellUnread, Fmt.Count(bell.Unread));

    /// <summary>What is about one thing stands together, in the place of its newest.</summary>
    private IEnumerable<IGrouping<NoticeThing, NoticeRow>> Grouped => bell.Latest.GroupBy(row => row.Thing);

    protected override async Task OnInitializedAsync()
    {
        await Read();
        if (Interactive)
        {
            listening = Wakeups.Listen(Actor.UserId, () => InvokeAsync(Refresh));
        }
    }

    public void Dispose()
    {
        listening?.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    private async Task Read()
    {
        try
        {
            bell = await Notices.Bell(Actor, gone.Token);
        }
        catch (Exception ended) when (ended is Refusal or OperationCanceledException or ObjectDisposedException)
        {
            // The person was removed or the window closed: the page's own gate says so, the bell stays quiet.
            bell = new UnreadView(0, []);
        }
    }

    private async Task Refresh()
    {
        await Read();
        StateHasChanged();
    }

    private Task Open(NoticeRow row) => row.IsRead ? Task.CompletedTask : Notices.Read(Actor, row.Id, gone.Token);

    private Task ReadAll() => bell.Latest.Count == 0 ? Task.CompletedTask : Notices.ReadAll(Actor, bell.Latest[0].Id, gone.Token);
}
