using Microsoft.EntityFrameworkCore;
using Portal.Domain.Ledger;
using Portal.Domain.Reports;

namespace Portal.Tests.Ledger;

public sealed class BooksTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Theory, BothDatabases]
    public async Task An_entry_moves_postings_and_kept_balances_together(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Post(world, Payment("p1", 1_000), Payment("p2", 250));

        await using var db = world.Db();
        Assert.Equal(Money.Cny(1_250), await LedgerPoster.Balance(db, LedgerCode.Adjustments, Currency.Cny, default));
        Assert.Equal(Money.Cny(-1_250), await LedgerPoster.Balance(db, LedgerCode.MerchantPending(7), Currency.Cny, default));
        Assert.All(await Verify(world), check => Assert.True(check.Ok, check.Detail));
    }

    [Theory, BothDatabases]
    public async Task The_same_event_is_never_posted_twice_I_02(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Post(world, Payment("p1", 1_000));

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => Post(world, Payment("p2", 5), Payment("p1", 1_000)));

        await using var db = world.Db();
        Assert.True(db.IsUniqueViolation(fault, "IX_LedgerEntries_Key"), fault.ToString());
        Assert.Equal(Money.Cny(1_000), await LedgerPoster.Balance(db, LedgerCode.Adjustments, Currency.Cny, default));
    }

    [Fact]
    public void An_entry_that_does_not_balance_cannot_exist_I_01()
    {
        var fault = Assert.Throws<InvariantViolatedException>(() =>
            JournalEntry.Of(
                "bill:1:1:20261120:7",
                EntryKind.Payment,
                Day,
                new JournalLine(LedgerCode.Bank, Money.Cny(10)),
                new JournalLine(LedgerCode.InTransit, Money.Cny(-9))
            )
        );
        Assert.Equal("I-01", fault.Id);
    }

    [Theory, BothDatabases]
    public async Task Posted_rows_cannot_be_changed_or_deleted_I_05(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Post(world, Payment("p1", 1_000));
        await using var db = world.Db();
        foreach (
            var sql in new[] { "UPDATE \"Postings\" SET \"AmountMinor\" = 1", "DELETE FROM \"LedgerEntries\"", "DELETE FROM \"Postings\"" }
        )
        {
            var fault = await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(sql));
            Assert.Contains("append-only", fault.Message, StringComparison.Ordinal);
        }
    }

    [Theory, BothDatabases]
    public async Task A_reversal_takes_every_line_back(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Post(world, Payment("p1", 1_000));
        await using (var db = world.Db())
        {
            var original = await db.LedgerEntries.Select(entry => entry.Id).SingleAsync();
            await Post(world, await LedgerPoster.Reversal(db, original, Day, "posted to the wrong merchant", default));
        }

        await using var after = world.Db();
        Assert.True((await LedgerPoster.Balance(after, LedgerCode.MerchantPending(7), Currency.Cny, default)).IsZero);
        Assert.All(await Verify(world), check => Assert.True(check.Ok, check.Detail));
    }

    [Theory, BothDatabases]
    public async Task Proof_names_a_kept_balance_that_was_tampered_with_I_06(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Post(world, Payment("p1", 1_000));
        await using var db = world.Db();
        await db.Database.ExecuteSqlRawAsync(
            "UPDATE \"LedgerBalances\" SET \"BalanceMinor\" = \"BalanceMinor\" + 1 WHERE \"BalanceMinor\" > 0"
        );

        var bad = Assert.Single(await Verify(world), check => !check.Ok);
        Assert.Equal("I-06", bad.Id);
        Assert.Contains(LedgerCode.Adjustments.Value, bad.Detail, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Twenty_writers_at_once_keep_the_balance_right(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Post(world, Payment($"p{i}", 100)))));

        await using var db = world.Db();
        Assert.Equal(Money.Cny(2_000), await LedgerPoster.Balance(db, LedgerCode.Adjustments, Currency.Cny, default));
        Assert.All(await Verify(world), check => Assert.True(check.Ok, check.Detail));
    }

    private static JournalEntry Payment(string key, long fen) =>
        JournalEntry.Move(
            $"adjustment:{key}",
            EntryKind.Adjustment,
            Day,
            LedgerCode.Adjustments,
            LedgerCode.MerchantPending(7),
            Money.Cny(fen)
        );

    private static async Task Post(World world, params JournalEntry[] entries)
    {
        await using var db = world.Db();
        await using var tx = await db.Database.BeginTransactionAsync();
        await world.Get<LedgerPoster>().PostMany(db, entries, default);
        await tx.CommitAsync();
    }

    private static Task<IReadOnlyList<ProofResult>> Verify(World world) => world.Get<ProofService>().Verify(Actor.Operator, default);
}
