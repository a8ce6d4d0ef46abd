using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Messaging;

public sealed partial class MessagesPage
{
    private MessageList? list;

    [Parameter]
    public string Merchant { get; set; } = string.Empty;

    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    public long? Before { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    public long? After { get; set; }

    [Inject]
    public required MessagingService Messages { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required NavigationManager Nav { get; init; }

    /// <summary>An unknown view in the address falls back to the drafts.</summary>
    private MessageView Shown =>
        Enum.TryParse<MessageView>(View, ignoreCase: true, out var view) && Enum.IsDefined(view) ? view : MessageView.Draft;

    private List<Segment> Views =>
        [
            .. Enum.GetValues<MessageView>()
                .Select(view => new Segment(view.ToString(), TabText(view), Url: Urls.Messages(Merchant, Key(view)))),
        ];

    private string TimeTitle =>
        Shown switch
        {
            MessageView.Draft => MessagingTexts.ColumnEdited,
            MessageView.Scheduled => MessagingTexts.ColumnDue,
            MessageView.Sent => MessagingTexts.ColumnSent,
            MessageView.Failed => MessagingTexts.ColumnEdited,
        };

    private Nothing Nothing => EmptyLabels.Messages(Shown, !string.IsNullOrWhiteSpace(Search));

    protected override Task OnParametersSetAsync() => Reload();

    private Task Reload()
    {
        list = null;
        return Load(async actor =>
            list = await Messages.List(actor, Merchant, Shown, Search, new PageAsk(Before: Before, After: After), Gone)
        );
    }

    private void Find(ChangeEventArgs args)
    {
        var wanted = args.Value as string;
        Nav.NavigateTo(
            Nav.GetUriWithQueryParameters(
                Urls.Messages(Merchant, Key(Shown)),
                new Dictionary<string, object?> { ["q"] = string.IsNullOrWhiteSpace(wanted) ? null : wanted.Trim() }
            )
        );
    }

    private static string Key(MessageView view) => view.ToString().ToLowerInvariant();

    private string TabText(MessageView view) =>
        list is null ? MessageLabels.View(view) : $"{MessageLabels.View(view)} {Fmt.Count(list.Counts[view])}";

    private static DateTime TimeOf(MessageRow row) => row.SentUtc ?? row.DueUtc ?? row.EditedUtc;

    private static string Reason(MessageRow row) => row.FailureCode is { } code ? RefusalText.Refusal(new Refusal(code)) : Fmt.None;
}
