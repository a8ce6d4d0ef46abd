using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Localization;
using Portal.Domain.Identity;
using Portal.Domain.Messaging;
using Portal.Hosting;
using Portal.Routes;

namespace Portal.Components.Wallet;

public sealed partial class MyWallet
{
    private const string ThemeCookie = "portal.theme";
    private Me? me;
    private IReadOnlyList<ChatRow> rows = [];

    [SupplyParameterFromForm(FormName = "language")]
    public string? Culture { get; set; }

    [SupplyParameterFromForm(FormName = "theme")]
    public string? Theme { get; set; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required WalletService Wallet { get; init; }

    [Inject]
    public required SignInCookies Cookies { get; init; }

    private static bool Chinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";
    private string? ThemeNow => Http.Request.Cookies[ThemeCookie];

    protected override Task OnInitializedAsync() =>
        Show(async actor =>
        {
            me = await People.Me(actor, Http.RequestAborted);
            rows = await Wallet.Chats(actor, Http.RequestAborted);
        });

    private static string Pressed(bool on) => on ? "true" : "false";

    private void ChooseLanguage()
    {
        if (Culture is { } culture && Screens.Cultures.Contains(culture))
        {
            Keep(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)));
        }

        Nav.NavigateTo(Urls.WalletMe);
    }

    private void ChooseTheme()
    {
        if (Theme is "light" or "dark")
        {
            Keep(ThemeCookie, Theme);
        }

        Nav.NavigateTo(Urls.WalletMe);
    }

    private async Task Leave()
    {
        await Cookies.Leave(Http.RequestAborted);
        Nav.NavigateTo(Urls.WalletDiscover);
    }

    private void Keep(string name, string value) =>
        Http.Response.Cookies.Append(
            name,
            value,
            new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                SameSite = SameSiteMode.Lax,
                Secure = Http.Request.IsHttps,
                IsEssential = true,
            }
        );
}
