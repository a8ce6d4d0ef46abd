using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Banking;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;
using Portal.Tests.Approvals;
using Portal.Tests.Banking;
using Portal.Tests.Commands;
using Portal.Tests.Payments;

namespace Portal.Tests.Faults;

/// <summary>
/// Ends the commands that write bank files and take in what banks answer with SIGKILL at random moments. The file keeps its bytes, money moves
/// once. PORTAL_KILL_ROUNDS sets how many kills on each database (2 when absent).
/// </summary>
public sealed class PayoutKillTests
{
    private const int Merchants = 20;
    private const int Unknown = 150;
    private const long ArrivedFen = 7_00;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task Kill_9_during_payout_file_and_bank_import_moves_money_once_S_04(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.AddOurAccount();
        var finance = await world.Finance();
        for (var m = 0; m < Merchants; m++)
        {
            var (merchant, _) = await world.Organisation($"merchant-{m}");
            await world.Claim(merchant, MerchantNo(m));
            var form = ApprovalWorld.Form(string.Create(CultureInfo.InvariantCulture, $"44001863201053{m:D4}"), merchant.LegalName);
            await world.Get<BankAccountService>().Install(Actor.Operator, merchant.Slug, form, Ct);
        }

        var kills = await Kills.Begin(world);
        var (cycle, balance) = (0, 0L);
        while (kills.Count < Kills.Rounds(2))
        {
            var payouts = await Owe(world, cycle++);
            var batch = await world.Batch(finance.Maker, [.. payouts.Select(payout => payout.Number)]);
            await world.Agree(finance.Checker, batch);
            var (file, again) = (Path.Combine(world.Folder, $"{batch}.xml"), Path.Combine(world.Folder, $"{batch}-again.xml"));
            await kills.UntilDone(world, "bank-file", "--run", batch, "--out", file);
            var second = await world.Portal("bank-file", "--run", batch, "--out", again);
            Assert.True(second.ExitCode == 0, second.Errors);
            Assert.Equal(await File.ReadAllTextAsync(file, Ct), await File.ReadAllTextAsync(again, Ct));
            await world.Get<PayoutBatchService>().MarkSent(finance.Maker, batch, Ct);

            var day = new CamtText($"d{cycle}", balance, BankWorld.Today.AddDays(cycle), cycle);
            foreach (var payout in payouts)
            {
                day.Out($"O{payout.Number}", payout.AmountMinor, payout.Number);
            }

            for (var n = 0; n < Unknown; n++)
            {
                day.In($"I{cycle}-{n}", ArrivedFen, text: "from somebody");
            }

            balance = day.ClosingFen;
            var answer = Path.Combine(world.Folder, $"camt-{cycle}.xml");
            await File.WriteAllTextAsync(answer, day.Xml(), Encoding.UTF8, Ct);
            await kills.UntilDone(world, "import-bank", answer);
        }

        await using var db = world.Db();
        Assert.Equal(cycle * Merchants, await db.BankTransfers.CountAsync(Ct));
        Assert.Equal(cycle * Merchants, await db.Payouts.CountAsync(row => row.State == PayoutState.Paid, Ct));
        Assert.Equal(cycle * (Merchants + Unknown), await db.BankLines.CountAsync(Ct));
        Assert.Equal(Money.Cny(balance), await world.Stands(LedgerCode.Bank));
        Assert.Equal(Money.Cny(0), await world.Stands(LedgerCode.InTransit));
        Assert.Equal(Money.Cny(-cycle * Unknown * ArrivedFen), await world.Stands(LedgerCode.BankSuspense));
        var proven = await world.Portal("verify");
        Assert.True(proven.ExitCode == 0, $"seed {kills.Seed}: {proven.Errors}");
    }

    /// <summary>A closed day that owes each merchant one payout.</summary>
    private static async Task<List<Payout>> Owe(World world, int cycle)
    {
        var noon = World.Start.UtcDateTime.Date.AddDays(cycle - 90).AddHours(4);
        var rows = Enumerable
            .Range(0, Merchants)
            .Select(m => SampleRows.Payment((cycle * 1_000) + m, 100_00 + m, noon.AddSeconds(m), MerchantNo(m)));
        await world.ImportAndPost(SampleRows.Bill(rows));
        await world.Settle(DateOnly.FromDateTime(noon));
        await using var db = world.Db();
        return await db.Payouts.AsNoTracking().Where(row => row.State == PayoutState.Proposed).OrderBy(row => row.Id).ToListAsync(Ct);
    }

    private static string MerchantNo(int m) => string.Create(CultureInfo.InvariantCulture, $"16000001{m:D2}");
}
