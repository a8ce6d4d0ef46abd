using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Accounts;

/// <summary>The public accounts of an organisation.</summary>
public sealed partial class AccountList
{
    private IReadOnlyList<AccountCard> _cards = [];
    private IReadOnlyList<CertificationLine> _lines = [];

    [Parameter]
    public required string Merchant { get; set; }

    [Inject]
    public required AccountService Accounts { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required CertificationService Certification { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private bool MayRegister { get; set; }

    private string? Lead =>
        _cards.Count == 0 ? null : Fmt.Text(AccountsTexts.AccountsLead, Fmt.Count(_cards.Count), Fmt.Count(AccountService.AccountsMax));

    protected override Task OnParametersSetAsync() => Reload();

    private Task Reload() =>
        Load(async actor =>
        {
            _cards = await Accounts.Cards(actor, Merchant, Gone);
            var me = await People.Me(actor, Gone);
            MayRegister = me.May(Permit.RegisterAccounts, Merchant);
            _lines = me.May(Permit.ViewCertification, Merchant) ? await Certification.Lines(actor, Merchant, Gone) : [];
        });

    private CertificationLine? Line(AccountCard card) => _lines.FirstOrDefault(one => one.Handle == card.Handle);

    private static string Quota(AccountType type) =>
        type switch
        {
            AccountType.Subscription => AccountsTexts.QuotaSubscription,
            AccountType.Service => AccountsTexts.QuotaService,
        };
}
