using Portal.Domain.Fees;
using Portal.Domain.Kernel;

namespace Portal.Domain.Demo;

internal sealed partial class DemoSeeder
{
    private const int WhatIfDays = 10;

    /// <summary>A contract by volume, a waiver, a promotion and a fee for payouts, beside the standard rule.</summary>
    private async Task SeedFees(DateTime from, CancellationToken ct)
    {
        var today = zone.Today(clock);
        var byVolume = FeeTerms.Rate(3_800) with { Tiers = new FeeTiers([new FeeTier(20_000_00, 3_500), new FeeTier(50_000_00, 3_000)]) };
        FeeRuleDraft[] rules =
        [
            new("Yuelai contract", FeeKind.Payment, "yuelai", null, "CNY", byVolume, from, null),
            new(
                "Flood relief",
                FeeKind.Payment,
                "lantern",
                null,
                "CNY",
                FeeTerms.Rate(500_000),
                zone.StartOf(today.AddDays(-20)),
                zone.StartOf(today.AddDays(40))
            )
            {
                Nature = FeeNature.Waiver,
                Owner = "Zhao Min",
                Why = "The street was under water; half the fee until the shop has recovered.",
            },
            new(
                "Browser winter fair",
                FeeKind.Payment,
                null,
                Channel.MobileWeb,
                "CNY",
                FeeTerms.Rate(2_000),
                zone.StartOf(today.AddDays(7)),
                zone.StartOf(today.AddDays(37))
            )
            {
                Nature = FeeNature.Promotion,
                Owner = "Zhao Min",
                Why = "Brings merchants to the mobile web checkout.",
            },
            new(
                "Payout",
                FeeKind.Payout,
                "yuelai",
                null,
                "CNY",
                new FeeTerms(0, 10, null, null, RefundPolicy.None),
                zone.StartOf(today.AddDays(7)),
                null
            ),
        ];
        foreach (var rule in rules)
        {
            await fees.Publish(Seed, rule, ct);
        }
    }

    private async Task SeedWhatIf(DateOnly today, CancellationToken ct)
    {
        var last = today.AddDays(-2);
        var draft = new FeeRuleDraft(
            "Standard at 0.55 %",
            FeeKind.Payment,
            null,
            null,
            "CNY",
            FeeTerms.Rate(5_500),
            DateTime.UnixEpoch,
            null
        );
        var id = await whatIfs.Start(Seed, draft, last.AddDays(-WhatIfDays), last, "demo-what-if", ct);
        while (!await whatIfs.Continue(Seed, id, ct)) { }
    }
}
