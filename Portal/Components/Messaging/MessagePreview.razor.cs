using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Resources;

namespace Portal.Components.Messaging;

/// <summary>The message on a follower's phone: in the chat, or opened.</summary>
public sealed partial class MessagePreview
{
    private const string ChatView = "chat";
    private const string ArticleView = "article";
    private string view = ChatView;

    [Parameter]
    public string? AccountName { get; set; }

    [Parameter]
    public MessageKind Kind { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required string Excerpt { get; set; }

    /// <summary>Sanitised by MarkdownRules.</summary>
    [Parameter, EditorRequired]
    public required string Html { get; set; }

    [Parameter]
    public string? CoverKey { get; set; }

    /// <summary>When it will stand there.</summary>
    [Parameter]
    public DateTime AtUtc { get; set; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private static List<Segment> Views => [new(ChatView, MessagingTexts.PreviewChat), new(ArticleView, MessagingTexts.KindArticle)];
}
