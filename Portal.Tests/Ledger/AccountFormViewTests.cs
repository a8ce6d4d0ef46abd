using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Reports;

namespace Portal.Tests.Ledger;

/// <summary>What the ledger's pages read from the kept days, against the postings added up one by one.</summary>
public sealed class AccountSheetTests
{
    private static readonly DateOnly First = new(2026, 11, 1);
    private const int Days = 9;

    private sealed record Line(long EntryId, DateOnly Day, long Minor);

    [Theory, BothDatabases]
    public async Task Every_period_and_page_says_what_the_postings_say(Provider provider)
    {
        await using var world = await World.Create(provider);
        await PostAtRandom(world);
        var (account, lines) = await Lines(world);
        Assert.Contains(lines.Zip(lines.Skip(1)), pair => pair.Second.Day < pair.First.Day);
        var ends = Enumerable.Range(-1, Days + 2).Select(at => (DateOnly?)First.AddDays(at)).Prepend(null).ToArray();
        foreach (var from in ends)
        {
            foreach (var to in ends.Where(to => to is null || from is null || to >= from))
            {
                await SheetIsRight(world, account, lines, new BooksPeriod(from, to));
            }
        }
    }

    [Theory, BothDatabases]
    public async Task The_trial_balance_of_every_day_says_what_the_postings_say(Provider provider)
    {
        await using var world = await World.Create(provider);
        await PostAtRandom(world);
        var (account, lines) = await Lines(world);
        for (var day = First.AddDays(-1); day <= First.AddDays(Days); day = day.AddDays(1))
        {
            var trial = await world.Get<LedgerPagesService>().Trial(Actor.Operator, null, new LedgerAsOf(day, null), default);
            var row = trial.Accounts.Single(row => row.Id == account);
            var until = lines.Where(line => line.Day <= day).ToArray();
            Assert.Equal((until.Sum(line => line.Minor), until.LongLength), (row.BalanceMinor, row.Postings));
            Assert.True(trial.Balances);
        }
    }

    [Theory, BothDatabases]
    public async Task A_kept_day_that_was_tampered_with_is_named_and_mended_I_06(Provider provider)
    {
        await using var world = await World.Create(provider);
        await PostAtRandom(world);
        var proofs = world.Get<ProofService>();
        Assert.All(await proofs.Verify(Actor.Operator, default), check => Assert.True(check.Ok, check.Detail));
        string[] changes =
        [
            "\"CreditMinor\" = \"CreditMinor\" + 1, \"DebitMinor\" = \"DebitMinor\" + 1",
            "\"Postings\" = \"Postings\" + 1",
            "\"LastEntryId\" = \"LastEntryId\" - 1",
        ];
        foreach (var change in changes)
        {
            await using (var db = world.Db())
            {
                var sql = $"UPDATE \"LedgerDays\" SET {change} WHERE \"BusinessDay\" = '2026-11-03'";
                await db.Database.ExecuteSqlRawAsync(sql);
            }

            var bad = Assert.Single(await proofs.Verify(Actor.Operator, default), check => !check.Ok);
            Assert.Equal("I-06", bad.Id);
            Assert.Contains("2026-11-03", bad.Detail, StringComparison.Ordinal);
            await world.Get<LedgerUpkeepService>().RebuildBalances(Actor.Operator, default);
            Assert.All(await proofs.Verify(Actor.Operator, default), check => Assert.True(check.Ok, check.Detail));
        }
    }

    private static async Task SheetIsRight(World world, long account, IReadOnlyList<Line> lines, BooksPeriod period)
    {
        var within = lines.Where(line => !(line.Day < period.From) && !(line.Day > period.To)).ToArray();
        var opening = lines.Where(line => line.Day < period.From).Sum(line => line.Minor);
        var expected = within
            .Select(line =>
                (line.EntryId, line.Minor, After: opening + within.Where(row => row.EntryId <= line.EntryId).Sum(row => row.Minor))
            )
            .Reverse()
            .ToArray();
        var seen = new List<(long, long, long)>();
        var ask = new PageAsk(7);
        while (true)
        {
            var sheet = await world.Get<LedgerPagesService>().Account(Actor.Operator, account, period, ask, default);
            Assert.Equal(opening, sheet.Opening.MinorUnits);
            Assert.Equal(within.Where(line => line.Minor > 0).Sum(line => line.Minor), sheet.Debits.MinorUnits);
            Assert.Equal(-within.Where(line => line.Minor < 0).Sum(line => line.Minor), sheet.Credits.MinorUnits);
            Assert.Equal(opening + within.Sum(line => line.Minor), sheet.Closing.MinorUnits);
            Assert.Equal(within.Length, sheet.Entries.Count);
            seen.AddRange(sheet.Entries.Rows.Select(row => (row.EntryId, row.Amount.MinorUnits, row.Balance.MinorUnits)));
            if (sheet.Entries.Older is not { } older)
            {
                break;
            }

            ask = ask with { Before = older };
        }

        Assert.Equal(expected, seen);
    }

    private static async Task<(long Account, IReadOnlyList<Line> Lines)> Lines(World world)
    {
        await using var db = world.Db();
        var account = await db.LedgerAccounts.SingleAsync(row => row.Code == LedgerCode.Adjustments.Value);
        var rows = await db
            .Postings.Where(posting => posting.AccountId == account.Id)
            .Join(
                db.LedgerEntries,
                posting => posting.EntryId,
                entry => entry.Id,
                (posting, entry) =>
                    new
                    {
                        entry.Id,
                        entry.BusinessDay,
                        posting.AmountMinor,
                    }
            )
            .OrderBy(row => row.Id)
            .ToListAsync();
        return (account.Id, [.. rows.Select(row => new Line(row.Id, row.BusinessDay, row.AmountMinor))]);
    }

    /// <summary>Days mostly follow each other, some come late, and one has nothing.</summary>
    private static async Task PostAtRandom(World world)
    {
        var random = new Random(20261126);
        for (var batch = 0; batch < 12; batch++)
        {
            var entries = Enumerable.Range(0, random.Next(1, 9)).Select(at => Entry(random, batch, at)).ToArray();
            await using var db = world.Db();
            await using var tx = await db.Database.BeginTransactionAsync();
            await world.Get<LedgerPoster>().PostMany(db, entries, default);
            await tx.CommitAsync();
        }
    }

    private static JournalEntry Entry(Random random, int batch, int at)
    {
        var day = Math.Clamp((batch * Days / 12) - (random.Next(4) == 0 ? random.Next(Days) : 0), 0, Days - 1);
        var (from, to) = (LedgerCode.Adjustments, LedgerCode.MerchantPending(7 + random.Next(2)));
        var key = string.Create(CultureInfo.InvariantCulture, $"adjustment:r{batch}-{at}");
        var amount = Money.Cny(random.Next(1, 100_000));
        return random.Next(3) == 0
            ? JournalEntry.Move(key, EntryKind.Adjustment, First.AddDays(day == 5 ? 6 : day), to, from, amount)
            : JournalEntry.Move(key, EntryKind.Adjustment, First.AddDays(day == 5 ? 6 : day), from, to, amount);
    }
}
