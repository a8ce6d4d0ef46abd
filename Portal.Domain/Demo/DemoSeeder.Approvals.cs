using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Domain.Demo;

internal sealed partial class DemoSeeder
{
    /// <summary>Where the organisations are paid, and two things that wait for a second person.</summary>
    private async Task SeedApprovals(CancellationToken ct)
    {
        (string Slug, string Holder, string Bank, string Number)[] wanted =
        [
            ("qinghe", "广州清禾茶业有限公司", "102100099996", "3602000109200418806"),
            ("lantern", "广州灯下面馆餐饮有限公司", "308584000013", "120912345610806"),
            ("yuelai", "广州悦来书店有限公司", "301290000007", "310066661018170012345"),
        ];
        foreach (var (slug, holder, bank, number) in wanted)
        {
            await bankAccounts.Install(Seed, slug, new BankAccountForm(holder, bank, number, "First account"), ct);
        }

        var owner = _actors[DemoPeople.Merchant.Email];
        var change = new BankAccountForm(
            "广州清禾茶业有限公司",
            "105100000017",
            "4400 1863 2010 5300 7712",
            "We moved our business account to a branch nearer to the tea house."
        );
        await bankAccounts.Propose(owner, "qinghe", change, "demo-bank-account", ct);
        var from = zone.StartOf(zone.Today(clock).AddDays(10));
        var lantern = new FeeRuleDraft("Lantern contract", FeeKind.Payment, "lantern", null, "CNY", FeeTerms.Rate(4_500), from, null);
        await fees.Propose(_actors[DemoPeople.Finance.Email], lantern, "Contract signed for twelve months.", "demo-fee-rule", ct);
    }
}
