using Microsoft.AspNetCore.Components;
using Portal.Domain.Messaging;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Wallet;

public sealed partial class Article
{
    private ArticleView? article;

    [Parameter]
    public string Number { get; set; } = string.Empty;

    [Inject]
    public required WalletService Wallet { get; init; }

    private string Title => article is { Item.IsRecalled: false } ? Words(article.Item) : WalletTexts.Article;

    private string Back =>
        article is null ? Urls.WalletDiscover
        : article.Account.IsFollowed ? Urls.WalletChat(article.Account.Handle)
        : Urls.WalletAccount(article.Account.Handle);

    protected override Task OnInitializedAsync() => Show(async actor => article = await Wallet.Article(actor, Number, Http.RequestAborted));

    private static string Words(ChatItem item) => item.Title.Length > 0 ? item.Title : item.Excerpt;
}
