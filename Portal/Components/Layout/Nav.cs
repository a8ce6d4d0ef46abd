using Portal.Domain.Identity;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Layout;

/// <summary>One entry: what it says, its icon, where it leads (given the organisation's slug, empty in the staff area) and what it takes.</summary>
public sealed record NavItem(Func<string> Text, string Icon, Func<string, string> Url, Permit Permit)
{
    /// <summary>The letter that leads here after G; null where there is none.</summary>
    public string? Go { get; init; }
}

public sealed record NavSection(Func<string>? Title, IReadOnlyList<NavItem> Items);

/// <summary>
/// The whole navigation. A new page is one line here; a page that does not exist must not stand here (NavTests), and an entry shows only to
/// who holds its permit.
/// </summary>
public static class Nav
{
    /// <summary>Inside one organisation.</summary>
    public static IReadOnlyList<NavSection> Merchant { get; } =
    [
        new(
            null,
            [
                // pages of an organisation
                new(() => SharedTexts.NavOverview, PortalIcons.Home, Urls.Merchant, Permit.ViewMerchant) { Go = "o" },
                new(() => SharedTexts.NavAccounts, PortalIcons.Accounts, Urls.Accounts, Permit.ViewAccounts) { Go = "a" },
                new(() => SharedTexts.NavMessages, PortalIcons.Messages, Urls.Messages, Permit.ViewMessages) { Go = "m" },
                new(() => SharedTexts.NavFollowers, PortalIcons.People, Urls.Followers, Permit.ViewFollowers) { Go = "f" },
            ]
        ),
        new(
            () => SharedTexts.NavMoney,
            [
                // its money
                new(() => SharedTexts.NavPayments, PortalIcons.Card, Urls.Payments, Permit.ViewPayments) { Go = "p" },
                new(() => SharedTexts.NavStatements, PortalIcons.Receipt, Urls.Settlements, Permit.ViewStatements) { Go = "s" },
                new(() => SharedTexts.NavPayouts, PortalIcons.Swap, Urls.Payouts, Permit.ViewStatements),
                new(() => FeePlanTexts.MyFees, PortalIcons.Tag, Urls.MerchantFees, Permit.ViewStatements),
                new(() => SharedTexts.NavBankAccount, PortalIcons.Bank, Urls.BankAccount, Permit.ViewBankAccount),
                new(() => SharedTexts.NavApprovals, PortalIcons.Check, Urls.MerchantApprovals, Permit.ViewOrganisationApprovals),
            ]
        ),
        new(
            () => SharedTexts.NavWorkspace,
            [
                // its people and settings
                new(() => SharedTexts.NavTeam, PortalIcons.People, Urls.Members, Permit.ViewMembers),
                new(() => SharedTexts.NavLooks, PortalIcons.Eye, Urls.Looks, Permit.ViewLooks),
            ]
        ),
    ];

    /// <summary>The operator's staff.</summary>
    public static IReadOnlyList<NavSection> Staff { get; } =
    [
        new(
            null,
            [
                // what waits for a second person
                new(() => SharedTexts.NavApprovals, PortalIcons.Check, _ => Urls.Approvals, Permit.ViewApprovals),
            ]
        ),
        new(
            () => SharedTexts.NavReview,
            [
                // review
                new(() => SharedTexts.NavReviewQueue, PortalIcons.Queue, _ => Urls.Review, Permit.ViewCases) { Go = "q" },
                new(() => MessagingTexts.HeldMessages, PortalIcons.Flag, _ => Urls.HeldMessages, Permit.ViewHeldMessages) { Go = "h" },
            ]
        ),
        new(
            () => SharedTexts.NavFinance,
            [
                // finance
                new(() => SharedTexts.NavFinance, PortalIcons.Chart, _ => Urls.Finance, Permit.ViewSettlements) { Go = "o" },
                new(() => SharedTexts.NavStatements, PortalIcons.Bank, _ => Urls.FinanceStatements, Permit.ViewSettlements) { Go = "s" },
                new(() => SharedTexts.NavPayouts, PortalIcons.Swap, _ => Urls.FinancePayouts, Permit.ViewPayouts) { Go = "p" },
                new(() => SharedTexts.NavReconciliation, PortalIcons.Check, _ => Urls.FinanceReconciliation, Permit.ViewReconciliation),
                new(() => SharedTexts.NavBankStatements, PortalIcons.Receipt, _ => Urls.FinanceBankStatements, Permit.ViewPayouts),
                new(() => SharedTexts.NavRuns, PortalIcons.Runs, _ => Urls.FinanceRuns, Permit.ViewSettlements) { Go = "r" },
                new(() => TermsTexts.NavTerms, PortalIcons.Scale, _ => Urls.FinanceTerms, Permit.ViewSettlements),
                new(() => TermsTexts.NavAdjustments, PortalIcons.Edit, _ => Urls.FinanceAdjustments, Permit.ViewSettlements),
                new(() => TermsTexts.NavCalendar, PortalIcons.Calendar, _ => Urls.FinanceCalendar, Permit.ViewCalendar),
                new(() => SharedTexts.NavLedger, PortalIcons.Book, _ => Urls.FinanceLedger, Permit.ViewLedger) { Go = "l" },
                new(() => SharedTexts.NavBills, PortalIcons.File, _ => Urls.FinanceBills, Permit.ViewBills) { Go = "b" },
                new(() => PaymentsTexts.Exceptions, PortalIcons.Flag, _ => Urls.FinanceExceptions, Permit.ViewBills),
                new(() => PaymentsTexts.Gateways, PortalIcons.Link, _ => Urls.FinanceGatewayAccounts, Permit.ViewBills),
                new(() => FeesTexts.FeePlans, PortalIcons.Tag, _ => Urls.FinanceFees, Permit.ViewFees),
                new(() => VatTexts.Title, PortalIcons.Percent, _ => Urls.FinanceVat, Permit.ViewFees),
            ]
        ),
        new(
            () => SharedTexts.NavAdministration,
            [
                // administration
                new(() => SharedTexts.NavHealth, PortalIcons.Health, _ => Urls.Administration, Permit.ViewHealth),
                new(() => SharedTexts.NavPeople, PortalIcons.People, _ => Urls.AdminPeople, Permit.ViewPeople),
                new(() => AdminTexts.Merchants, PortalIcons.Shop, _ => Urls.AdminMerchants, Permit.ViewMerchant),
                new(() => SharedTexts.NavJobs, PortalIcons.Jobs, _ => Urls.AdminJobs, Permit.ViewJobs),
                new(() => PoliciesTexts.Title, PortalIcons.Scale, _ => Urls.AdminPolicies, Permit.ViewPolicies),
                new(() => AdminTexts.Settings, PortalIcons.Settings, _ => Urls.AdminSettings, Permit.ViewSettings),
                new(() => SharedTexts.NavAudit, PortalIcons.Audit, _ => Urls.AdminAudit, Permit.ViewAuditTrail),
            ]
        ),
    ];

    /// <summary>What this person sees: in an organisation when a slug is given, the staff area otherwise. Sections without entries go.</summary>
    public static IReadOnlyList<NavSection> For(Me me, string? slug) =>
        [
            .. (slug is null ? Staff : Merchant)
                .Select(section => section with { Items = [.. section.Items.Where(item => me.May(item.Permit, slug))] })
                .Where(section => section.Items.Count > 0),
        ];

    /// <summary>The entry the path belongs to: the longest address that the path is or lies under.</summary>
    public static string? Current(IEnumerable<string> urls, string path) =>
        urls.Where(url => path == url || path.StartsWith(url + "/", StringComparison.Ordinal)).MaxBy(url => url.Length);

    /// <summary>The organisation an address is about: <c>/m/{slug}/…</c>.</summary>
    public static string? Slug(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts is ["m", var slug, ..] ? slug : null;
    }

    /// <summary>The organisation one is in at this address; on a page of nobody's in particular, a member stays at home. Null in the staff area.</summary>
    public static string? Place(Me? me, string path) =>
        Slug(path) ?? (me is { Staff.Count: 0 } ? me.Organisations.Select(one => one.Slug).FirstOrDefault() : null);

    /// <summary>What the entry is called that this address lies under: the title until the page itself says more. Null where none leads here.</summary>
    public static string? Heading(string path)
    {
        var slug = Slug(path) ?? string.Empty;
        var items = (slug.Length > 0 ? Merchant : Staff).SelectMany(section => section.Items).ToList();
        var here = Current(items.Select(item => item.Url(slug)), path);
        return items.FirstOrDefault(item => item.Url(slug) == here)?.Text();
    }
}
