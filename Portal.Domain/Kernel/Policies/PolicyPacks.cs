using static Portal.Domain.Kernel.CertificationPolicies;
using static Portal.Domain.Kernel.MessagingPolicies;

namespace Portal.Domain.Kernel;

/// <summary>Two packs over the same policies, so that each undoes the other.</summary>
public static class PolicyPacks
{
    public static PolicyPack Today { get; } =
        new(
            "Today",
            [
                new(SubscriptionBroadcastsADay, 1, PolicySources.WechatBroadcasts),
                new(ServiceBroadcastsAMonth, 4, PolicySources.WechatBroadcasts),
                new(CertificationRounds, 3, PolicySources.WechatSupplements),
                new(CertificationReplyDays, 30, PolicySources.WechatSupplements),
                new(CertificationFeeYuan, 300, PolicySources.WechatCertification),
                new(CertificateMonths, 12, PolicySources.WechatCertification),
                new(RenewalDays, 90, PolicySources.WechatRenewal),
                new(AccountPolicies.AccountsPerOrganisation, 50, PolicySources.WechatOwnership),
            ]
        );

    /// <summary>
    /// As the platform stood after its split of August 2013. For rounds, days and renewal no source of that year was found: today's stand there,
    /// with today's source.
    /// </summary>
    public static PolicyPack Year2013 { get; } =
        new(
            "Year2013",
            [
                new(SubscriptionBroadcastsADay, 1, PolicySources.ChinaSecurities2013),
                new(ServiceBroadcastsAMonth, 1, PolicySources.ChinaSecurities2013),
                new(CertificationRounds, 3, PolicySources.WechatSupplements),
                new(CertificationReplyDays, 30, PolicySources.WechatSupplements),
                new(CertificationFeeYuan, 300, PolicySources.TechWeb2013),
                new(CertificateMonths, 12, PolicySources.TechWeb2013),
                new(RenewalDays, 90, PolicySources.WechatRenewal),
                new(AccountPolicies.AccountsPerOrganisation, 50, PolicySources.WechatOwnership),
            ]
        );

    public static IReadOnlyList<PolicyPack> All { get; } = [Today, Year2013];

    public static PolicyPack? Find(string? name) => All.SingleOrDefault(pack => pack.Name == name);
}
