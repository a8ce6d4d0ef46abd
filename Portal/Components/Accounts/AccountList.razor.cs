using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Accounts;

/// <summary>The public accounts of an organisation.</summary>
public sealed partial class AccountList
{
    private IReadOnlyList<AccountCard> _cards = [];
    private IReadOnlyList<CertificationLine> _lines = [];
    private DateTime _now;
    private PolicySet _policies = PolicySet.Standard;

    [Parameter]
    public required string Merchant { get; set; }

    [Inject]
    public required PolicyNumbers Numbers { get; init; }

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
        _cards.Count == 0
            ? null
            : Fmt.Text(
                AccountsTexts.AccountsLead,
                Fmt.Count(_cards.Count),
                Fmt.Count(_policies.At(AccountPolicies.AccountsPerOrganisation, _now))
            );

    protected override Task OnParametersSetAsync() => Reload();

    private Task Reload() =>
        Load(async actor =>
        {
            _cards = await Accounts.Cards(actor, Merchant, Gone);
            (_policies, _now) = await Numbers.Read((policies, now) => (policies, now), Gone);
            var me = await People.Me(actor, Gone);
            MayRegister = me.May(Permit.RegisterAccounts, Merchant);
            _lines = me.May(Permit.ViewCertification, Merchant) ? await Certification.Lines(actor, Merchant, Gone) : [];
        });

    private CertificationLine? Line(AccountCard card) => _lines.FirstOrDefault(one => one.Handle == card.Handle);

    private string Quota(AccountType type) =>
        type switch
        {
            AccountType.Subscription => Fmt.Text(AccountsTexts.QuotaSubscription, Slots(type)),
            AccountType.Service => Fmt.Text(AccountsTexts.QuotaService, Slots(type)),
        };

    private string Slots(AccountType type) => Fmt.Count(_policies.At(Domain.Messaging.QuotaRules.PolicyOf(type), _now));
}
