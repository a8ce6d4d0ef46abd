using Microsoft.EntityFrameworkCore;
using Portal.Domain.Fees;
using Portal.Domain.Ledger;
using Portal.Domain.Operations;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Tests.Certification;
using Portal.Tests.Payments;

namespace Portal.Tests.Settlement;

/// <summary>What is tidied up, waived or refused by the database itself, and the closing that must not stumble over it.</summary>
public sealed class HousekeepingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, BothDatabases]
    public async Task An_old_what_if_goes_with_its_rows_at_night_and_stands_in_nobodys_way(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 10_000)));
        await world.Get<SettlementService>().AccrueFees(Actor.Operator, None);
        await WhatIf(world);
        world.Clock.Advance(TimeSpan.FromDays(32));

        var closed = await world.Settle();

        Assert.Equal((1, 0), (closed.Statements, closed.Failures));
        await using var db = world.Db();
        Assert.Equal((1, 1), (await db.WhatIfs.CountAsync(None), await db.WhatIfRows.CountAsync(None)));
        await world.Get<RetentionService>().Run(Actor.System("retention"), None);
        Assert.Equal((0, 0), (await db.WhatIfs.CountAsync(None), await db.WhatIfRows.CountAsync(None)));
        Assert.Contains(await db.Deletions.ToListAsync(None), row => row.Kind == Kept.WhatIfs && row.Count == 1);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_kind_that_cannot_be_deleted_keeps_neither_the_others_nor_the_settlement(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 10_000)));
        await WhatIf(world);
        await using (var plant = world.Db())
        {
            var mail = Domain.Identity.Mail.To(await plant.Users.FirstAsync(None), "Reset", world.Clock.UtcNow());
            plant.Mails.Add(mail);
            await plant.SaveChangesAsync(None);
            await plant.Mails.ExecuteUpdateAsync(set => set.SetProperty(row => row.SentUtc, world.Clock.UtcNow()), None);
            // Something that the product knows nothing of holds on to the mail.
            await plant.Database.ExecuteSqlRawAsync(
                """CREATE TABLE "TestHolds" ("MailId" bigint NOT NULL REFERENCES "Mails" ("Id"))""",
                None
            );
            await plant.Database.ExecuteSqlAsync($"""INSERT INTO "TestHolds" VALUES ({mail.Id})""", None);
        }

        world.Clock.Advance(TimeSpan.FromDays(100));
        await Assert.ThrowsAsync<AggregateException>(() => world.Get<RetentionService>().Run(Actor.System("retention"), None));

        await using var db = world.Db();
        Assert.Equal((1, 0), (await db.Mails.CountAsync(None), await db.WhatIfs.CountAsync(None)));
        Assert.Equal(1, (await world.Settle()).Statements);
    }

    [Theory, BothDatabases]
    public async Task A_waived_certification_fee_stands_on_the_statement_with_its_waiver_I_11(Provider provider)
    {
        await using var world = await World.Create(provider);
        var library = await Applicant.In(world, "haizhu", EntityType.Government);
        await library.Submit();
        world.Clock.Advance(TimeSpan.FromDays(1));
        var day = MoneyWorld.Day.AddDays(1);
        var dry = await world.Get<SettlementService>().Try(Actor.Operator, day, None);
        Assert.Equal((1, 0), (dry.Statements, dry.Failures));

        var closed = await world.Settle(day);

        Assert.Equal((1, 0), (closed.Statements, closed.Failures));
        await using var db = world.Db();
        Assert.Equal(
            [(LineKind.CertificationFee, -300_00L), (LineKind.FeeWaiver, 300_00L)],
            (await db.StatementLines.ToListAsync(None)).OrderBy(row => row.Kind).Select(row => (row.Kind, row.AmountMinor))
        );
        Assert.Equal(2, await db.StatementEntries.CountAsync(None));
        var statement = await db.Statements.SingleAsync(None);
        Assert.Equal((0L, 0L), (statement.LinesMinor, statement.ClosingMinor));
        // The tax of the fee and of its waiver take each other back.
        Assert.Equal([16_98L, -16_98L], (await db.VatLines.ToListAsync(None)).OrderBy(row => row.Kind).Select(row => row.TaxMinor));
        await using var csv = new MemoryStream();
        var file = await world.Get<StatementExportService>().Export(library.Owner, "haizhu", statement.Number, ExportFormat.Csv, None);
        await file.WriteTo(csv, None);
        var text = System.Text.Encoding.UTF8.GetString(csv.ToArray());
        Assert.Contains("CERTIFICATION_FEE", text, StringComparison.Ordinal);
        Assert.Contains("FEE_WAIVER", text, StringComparison.Ordinal);
        var verdict = await world.Get<StatementVerifyService>().Verify(Actor.Operator, day, None);
        Assert.True(verdict.Holds, verdict.Difference);
        await world.AssertProven();
    }

    [Fact]
    public void An_entry_that_names_an_account_twice_cannot_exist_I_01()
    {
        var pending = LedgerCode.MerchantPending(1);
        var fault = Assert.Throws<InvariantViolatedException>(() =>
            JournalEntry.Of(
                "bill:1:1:20261119:1",
                EntryKind.Payment,
                MoneyWorld.Day,
                new JournalLine(pending, Money.Cny(10)),
                new JournalLine(LedgerCode.Bank, Money.Cny(-10)),
                new JournalLine(LedgerCode.FeeWaivers, Money.Cny(10)),
                new JournalLine(pending, Money.Cny(-10))
            )
        );
        Assert.Equal("I-01", fault.Id);
        Assert.Throws<InvariantViolatedException>(() =>
            JournalEntry.Move("bill:1:1:20261119:1", EntryKind.Payment, MoneyWorld.Day, pending, pending, Money.Cny(1))
        );
    }

    /// <summary>The database refuses one merchant's statement by a rule that no code knows of: the dry run says so as the run does.</summary>
    [Theory, BothDatabases]
    public async Task A_dry_run_meets_what_the_run_meets_and_leaves_nothing(Provider provider)
    {
        await using var world = await World.Create(provider);
        for (var m = 1; m <= 3; m++)
        {
            var (merchant, _) = await world.Organisation($"merchant-{m}");
            await world.Claim(merchant, $"190000000{m}");
        }

        await world.ImportAndPost(
            SampleRows.Bill(Enumerable.Range(1, 30).Select(n => SampleRows.Payment(n, n * 1_000, merchantNo: $"190000000{(n % 3) + 1}")))
        );
        await world.Get<SettlementService>().AccrueFees(Actor.Operator, None);
        await using var db = world.Db();
        await db.Database.ExecuteSqlRawAsync(
            """CREATE UNIQUE INDEX "IX_Test_Payouts" ON "Payouts" ((CASE WHEN "MerchantId" = 2 THEN 1 END), (1 / (CASE WHEN "MerchantId" = 2 THEN 0 ELSE 1 END)))"""
        );
        var settlement = world.Get<SettlementService>();
        if (provider == Provider.Sqlite)
        {
            // SQLite divides by zero without a word: there a trigger says no.
            await db.Database.ExecuteSqlRawAsync(
                """
                CREATE TRIGGER "Test_payouts" BEFORE INSERT ON "Payouts" WHEN NEW."MerchantId" = 2
                BEGIN SELECT RAISE(ABORT, 'division by zero'); END
                """
            );
        }

        var before = (await db.LedgerEntries.CountAsync(None), await db.Statements.CountAsync(None), await db.VatLines.CountAsync(None));
        var dry = await settlement.Try(Actor.Operator, MoneyWorld.Day, None);

        Assert.Equal((2, 1), (dry.Statements, dry.Failures));
        var failed = Assert.Single(dry.Failed);
        Assert.Equal("merchant-2", failed.Merchant);
        Assert.Contains("division by zero", failed.Detail, StringComparison.Ordinal);
        Assert.Equal(
            before,
            (await db.LedgerEntries.CountAsync(None), await db.Statements.CountAsync(None), await db.VatLines.CountAsync(None))
        );
        var run = await settlement.Settle(Actor.Operator, MoneyWorld.Day, None);
        Assert.Equal((dry.Statements, dry.Failures), (run.Statements, run.Failures));
        var noted = await db.SettlementFailures.SingleAsync(None);
        Assert.Equal((failed.Cause, failed.Detail), (noted.Cause, noted.Detail));
        await world.AssertProven();
    }

    private static async Task WhatIf(World world)
    {
        var officer = await world.Person("what-if", StaffRole.FinanceOfficer);
        var service = world.Get<FeeWhatIfService>();
        var draft = new FeeRuleDraft("Less", FeeKind.Payment, null, null, "CNY", FeeTerms.Rate(5_000), DateTime.UnixEpoch, null);
        var id = await service.Start(officer, draft, MoneyWorld.Day, MoneyWorld.Day, "key", None);
        while (!await service.Continue(Actor.System("fees"), id, None)) { }
    }
}
