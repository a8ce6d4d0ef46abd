using System.Diagnostics;
using System.Globalization;

namespace Portal.Tests.Data;

/// <summary>What the seals add to <c>verify</c>: run with PORTAL_TEST_SEAL_COST=1000000 on a quiet machine; the figure stands in commands.md.</summary>
public sealed class SealCostTests(ITestOutputHelper output)
{
    [Theory, BothDatabases]
    public async Task Verify_takes_not_much_longer_with_seals_than_without(Provider provider)
    {
        var asked = Environment.GetEnvironmentVariable("PORTAL_TEST_SEAL_COST");
        Assert.SkipUnless(asked is not null, "Set PORTAL_TEST_SEAL_COST to a number of payments.");
        var payments = int.Parse(asked!, CultureInfo.InvariantCulture);
        await using var world = await World.Create(provider);
        var filling = Stopwatch.StartNew();
        await world.Get<ScaleSeedService>().Fill(Actor.Operator, new ScaleAsk(200, payments, 0, 1), default);
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{provider}: {payments} payments in {filling.Elapsed.TotalSeconds:F1} s")
        );
        await using var db = world.Db();
        var (without, with) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < 3; round++)
        {
            var (others, seals) = (0d, 0d);
            foreach (var proof in world.Get<IEnumerable<IProof>>())
            {
                var watch = Stopwatch.StartNew();
                var said = await proof.Check(db, default);
                Assert.True(said.Ok, said.Detail);
                (others, seals) = proof.Id == "I-71" ? (others, watch.Elapsed.TotalSeconds) : (others + watch.Elapsed.TotalSeconds, seals);
            }

            (without, with) = (Math.Min(without, others), Math.Min(with, others + seals));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{provider}: other proofs {others:F2} s, seals {seals:F2} s"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{provider}: verify with seals / without = {with / without:F2}"));
    }
}
