using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Tests.Commands;
using Portal.Tests.Payments;

namespace Portal.Tests.Faults;

/// <summary>
/// Ends importing and settling processes with SIGKILL at random moments and starts them again, as an operator would. Nothing may be lost or
/// doubled. PORTAL_KILL_ROUNDS sets how many kills on each database (4 when absent).
/// </summary>
public sealed class MoneyKillTests
{
    private const int Payments = 9_000;
    private const int RefundEvery = 9;

    [Theory, BothDatabases]
    public async Task Kill_9_during_import_and_settlement_loses_and_doubles_nothing_S_05(Provider provider)
    {
        await using var world = await World.Create(provider);
        for (var m = 0; m < 3; m++)
        {
            var (merchant, _) = await world.Organisation($"merchant-{m}");
            await world.Claim(merchant, MerchantNo(m));
        }

        var kills = await Kills.Begin(world);
        var noon = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-60).AddHours(4);
        var day = 0;
        long gross = 0;
        long refunded = 0;
        while (kills.Count < Kills.Rounds(4))
        {
            var at = noon.AddDays(day++);
            var bill = Path.Combine(world.Folder, $"bill-{day}.csv");
            var rows = Rows(day, at).ToArray();
            await File.WriteAllBytesAsync(bill, SampleRows.Bill(rows));
            gross += rows.Sum(row => row.GrossMinor);
            refunded += rows.Sum(row => row.RefundMinor);
            var through = DateOnly.FromDateTime(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await kills.UntilDone(world, "import-bill", "--format", "wechat-trade", bill);
            await kills.UntilDone(world, "settle", "--through", through);
        }

        var proven = await world.Portal("verify");
        Assert.True(proven.ExitCode == 0, $"seed {kills.Seed}: {proven.Errors}");
        await using var db = world.Db();
        Assert.Equal(day * (Payments + (Payments / RefundEvery)), await db.Payments.CountAsync() + await db.Refunds.CountAsync());
        Assert.Equal(day * 3, await db.Statements.CountAsync());
        Assert.Equal(
            (gross, refunded),
            (await db.Statements.SumAsync(row => row.GrossMinor), await db.Statements.SumAsync(row => row.RefundMinor))
        );
        Assert.Equal(gross - refunded, await db.Payments.SumAsync(row => row.GrossMinor - row.RefundedMinor));
    }

    [Theory, BothDatabases]
    public async Task Two_processes_that_settle_at_once_make_one_statement_each_S_01(Provider provider)
    {
        await using var world = await World.Create(provider, TimeProvider.System.GetUtcNow().AddHours(-1));
        for (var m = 0; m < 3; m++)
        {
            var (merchant, _) = await world.Organisation($"merchant-{m}");
            await world.Claim(merchant, MerchantNo(m));
        }

        var noon = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-5).AddHours(4);
        await world.ImportAndPost(SampleRows.Bill(Rows(1, noon).Take(900)));
        var through = DateOnly.FromDateTime(noon).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        // Twenty at once: two programs beside this one, and eighteen here. Before they begin there is nothing to wait for.
        var day = DateOnly.FromDateTime(noon);
        var apart = Enumerable.Range(0, 2).Select(_ => world.Portal("settle", "--through", through)).ToArray();
        var here = await Task.WhenAll(Enumerable.Range(0, 18).Select(_ => Task.Run(() => world.Settle(day))));
        var outcomes = await Task.WhenAll(apart);
        Assert.All(outcomes, outcome => Assert.True(outcome.ExitCode == 0, outcome.Errors));
        Assert.All(here, result => Assert.Equal(0, result.Failures));
        Assert.Equal(3, outcomes.Sum(outcome => outcome.Json.GetProperty("statements").GetInt32()) + here.Sum(result => result.Statements));
        await using (var db = world.Db())
        {
            Assert.Equal(3, await db.Statements.CountAsync());
        }

        var verified = await world.Portal("settle", "--verify", through);
        Assert.True(verified.ExitCode == 0, verified.Errors);
        await world.AssertProven();
    }

    private static IEnumerable<Domain.Payments.BillRow> Rows(int day, DateTime noon)
    {
        for (var n = 1; n <= Payments; n++)
        {
            var number = (day * 100_000) + n;
            var payment = SampleRows.Payment(number, 100 + n, noon.AddSeconds(n), MerchantNo(n % 3));
            yield return payment;
            if (n % RefundEvery == 0)
            {
                yield return SampleRows.Refund(number, payment, 1 + (n % 90), noon.AddSeconds(n + 60));
            }
        }
    }

    private static string MerchantNo(int m) => string.Create(CultureInfo.InvariantCulture, $"160000000{m}");
}
