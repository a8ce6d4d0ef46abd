using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Notifications;

/// <summary>All notices of a person; its filters live in the address.</summary>
public sealed partial class NotificationsPage
{
    private Page<NoticeRow>? page;
    private IDisposable? listening;

    [SupplyParameterFromQuery]
    public string? View { get; set; }

    [SupplyParameterFromQuery(Name = "group")]
    public string? GroupKey { get; set; }

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required NoticeService Notices { get; init; }

    [Inject]
    public required NoticeWakeups Wakeups { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private bool UnreadOnly => View == "unread";

    private NoticeGroup? Chosen => Enum.TryParse<NoticeGroup>(GroupKey, out var known) ? known : null;

    private Nothing Nothing => EmptyLabels.Notices(UnreadOnly, Chosen is not null);

    private IReadOnlyList<Segment> Tabs =>
        [new("all", NoticesTexts.All, Url: Address(null, Chosen)), new("unread", NoticesTexts.Unread, Url: Address("unread", Chosen))];

    protected override async Task OnInitializedAsync() => listening = Wakeups.Listen((await Me()).UserId, () => InvokeAsync(Refresh));

    protected override Task OnParametersSetAsync() => Read();

    protected override void Dispose(bool disposing)
    {
        listening?.Dispose();
        base.Dispose(disposing);
    }

    private string Address(string? view, NoticeGroup? group) =>
        Navigation.GetUriWithQueryParameters(
            Urls.Notifications,
            new Dictionary<string, object?> { ["view"] = view, ["group"] = group?.ToString() }
        );

    private string? Turn(string name, long? key) =>
        key is { } known
            ? Navigation.GetUriWithQueryParameters(Address(View, Chosen), new Dictionary<string, object?> { [name] = known })
            : null;

    private void Choose(ChangeEventArgs args) =>
        Navigation.NavigateTo(Address(View, Enum.TryParse<NoticeGroup>(args.Value?.ToString(), out var group) ? group : null));

    private Task Read() =>
        Load(async me => page = await Notices.List(me, UnreadOnly, Chosen, new PageAsk(Before: Before, After: After), Gone));

    private async Task Refresh()
    {
        await Read();
        StateHasChanged();
    }

    private Task Open(NoticeRow row) => row.IsRead ? Task.CompletedTask : Act(me => Notices.Read(me, row.Id, Gone));

    private async Task ReadAll()
    {
        if (page is { Rows: [var newest, ..] } && await Act(me => Notices.ReadAll(me, newest.Id, Gone)))
        {
            await Read();
        }
    }
}
