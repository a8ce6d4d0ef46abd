using CsCheck;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Ledger;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Tests.Certification;
using Portal.Tests.Payments;

namespace Portal.Tests.Settlement;

/// <summary>The VAT inside our fees: line by line of closed statements, once, by the rate of the day.</summary>
public sealed class VatTests
{
    private static readonly DateTime Past = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(106_00, 60_000, 100_00, 6_00)]
    [InlineData(6_00, 60_000, 5_66, 34)]
    [InlineData(1, 60_000, 1, 0)]
    [InlineData(0, 60_000, 0, 0)]
    [InlineData(-106_00, 60_000, -100_00, -6_00)]
    [InlineData(-6_00, 60_000, -5_66, -34)]
    [InlineData(100, 0, 100, 0)]
    // 3 ÷ 2 and its mirror: one half goes away from zero.
    [InlineData(3, 1_000_000, 2, 1)]
    [InlineData(-3, 1_000_000, -2, -1)]
    [InlineData(long.MaxValue, 60_000, 8_701_294_374_391_297_931, 522_077_662_463_477_876)]
    public void The_tax_is_what_is_left_when_the_net_is_rounded(long gross, long rate, long net, long tax) =>
        Assert.Equal((net, tax), (VatArithmetic.Net(gross, rate), VatArithmetic.Tax(gross, rate)));

    [Fact]
    public void Net_and_tax_are_the_line_and_its_mirror_for_any_amount_rate_and_currency_I_33() =>
        Gen.Select(
                Gen.OneOf(
                    Gen.Long[-1_000_000, 1_000_000],
                    Gen.Long[-long.MaxValue, long.MaxValue],
                    Gen.Const(0L),
                    Gen.Const(1L),
                    Gen.Const(long.MaxValue)
                ),
                Gen.OneOf(Gen.Long[0, VatRate.PartsPerMillionMax], Gen.Const(0L), Gen.Const(60_000L), Gen.Const(VatRate.Whole)),
                Gen.OneOf(Gen.Const("JPY"), Gen.Const("CNY"), Gen.Const("KWD"))
            )
            .Sample(
                (gross, rate, code) =>
                {
                    var currency = Currency.Of(code);
                    var (net, tax) = (
                        new Money(VatArithmetic.Net(gross, rate), currency),
                        new Money(VatArithmetic.Tax(gross, rate), currency)
                    );
                    Assert.Equal(new Money(gross, currency), net + tax);
                    Assert.Equal(
                        (-net, -tax),
                        (new Money(VatArithmetic.Net(-gross, rate), currency), new Money(VatArithmetic.Tax(-gross, rate), currency))
                    );
                    Assert.True(Math.Sign(gross) * Math.Sign(tax.MinorUnits) >= 0);
                    // Nearest: twice the distance of net × (1 + rate) from the gross is no more than one unit's worth.
                    var apart = ((Int128)net.MinorUnits * (VatRate.Whole + rate)) - ((Int128)gross * VatRate.Whole);
                    Assert.True(Int128.Abs(apart) * 2 <= VatRate.Whole + rate);
                },
                iter: 100_000
            );

    [Theory, BothDatabases]
    public async Task Every_line_of_a_closed_statement_is_taxed_once_also_by_eight_at_the_same_time_I_33(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await Fees(world);
        await world.Get<SettlementService>().AccrueFees(Actor.Operator, default);
        // Closed, and the server died before the step that taxes.
        Assert.Equal(1, (await CloseOnly(world, MoneyWorld.Day)).Statements);
        await world.AssertProven();
        await using (var before = world.Db())
        {
            Assert.Empty(await before.VatLines.ToListAsync());
        }

        var posted = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.Get<VatPosting>().RunAll(default))));

        Assert.Equal(3, posted.Sum());
        await using var db = world.Db();
        // Fees 60 − 18, handling 30, waived 30 − 9: 0.42 → 0.40 + 0.02, 0.30 → 0.28 + 0.02, −0.21 → −0.20 − 0.01.
        Assert.Equal(
            [(VatKind.FeeWaiver, -21L, -20L, -1L), (VatKind.PaymentFee, 42L, 40L, 2L), (VatKind.RefundFee, 30L, 28L, 2L)],
            (await db.VatLines.ToListAsync())
                .OrderBy(row => row.Kind.ToString(), StringComparer.Ordinal)
                .Select(row => (row.Kind, row.GrossMinor, row.NetMinor, row.TaxMinor))
        );
        Assert.Equal(Money.Cny(-3), await LedgerPoster.Balance(db, LedgerCode.VatOutput, Currency.Cny, default));
        Assert.Equal(Money.Cny(-40), await LedgerPoster.Balance(db, LedgerCode.PaymentFeeRevenue, Currency.Cny, default));
        Assert.Equal(Money.Cny(20), await LedgerPoster.Balance(db, LedgerCode.FeeWaivers, Currency.Cny, default));
        Assert.Equal(0, (await world.Settle()).Statements);
        Assert.Equal(3, await db.LedgerEntries.CountAsync(entry => entry.Kind == "vat"));
        await world.AssertProven();

        var statement = await db.Statements.SingleAsync();
        var page = await world.Get<StatementService>().Page(owner, "qinghe", statement.Number, default);
        Assert.Equal([2L, 2L, -1L], page.Vat.Select(row => row.TaxMinor));
        var entry = await db.LedgerEntries.FirstAsync(row => row.Kind == "vat");
        Assert.Equal(statement.Number, (await world.Get<LedgerPagesService>().Entry(Actor.Operator, entry.Id, default)).Source!.Key);
    }

    [Theory, BothDatabases]
    public async Task A_statement_file_is_the_same_before_and_after_its_tax_is_posted(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await Fees(world);
        await world.Get<SettlementService>().AccrueFees(Actor.Operator, default);
        await CloseOnly(world, MoneyWorld.Day);
        var files = world.Get<StatementExportService>();
        var number = await world.Get<StatementService>().NumberOn(owner, "qinghe", MoneyWorld.Day, default);
        Assert.Equal(new StatementChecksums(null, null), await files.Checksums(owner, "qinghe", number, default));
        async Task<string> Hash(ExportFormat format) =>
            (await (await files.Export(owner, "qinghe", number, format, default)).WriteTo(Stream.Null, default)).Sha256;
        var early = new StatementChecksums(await Hash(ExportFormat.Xlsx), await Hash(ExportFormat.Csv));
        Assert.Equal(early, await files.Checksums(owner, "qinghe", number, default));

        await world.Settle();

        Assert.Equal(early, new StatementChecksums(await Hash(ExportFormat.Xlsx), await Hash(ExportFormat.Csv)));
        var verdict = await world.Get<StatementVerifyService>().Verify(Actor.Operator, MoneyWorld.Day, default);
        Assert.True(verdict.Holds, verdict.Difference);
        await using var bytes = new MemoryStream();
        await (await files.Export(owner, "qinghe", number, ExportFormat.Xlsx, default)).WriteTo(bytes, default);
        using var book = new ClosedXML.Excel.XLWorkbook(bytes);
        var vat = book.Worksheet("Summary")
            .RowsUsed()
            .Where(row => row.Cell(1).GetString().Contains("VAT", StringComparison.Ordinal))
            .ToList();
        Assert.Equal([0.02m, 0.02m, -0.01m], vat.Select(row => row.Cell(2).GetValue<decimal>()));
        Assert.Equal("VAT 6 % in fees / 手续费内含增值税", vat[0].Cell(1).GetString());
    }

    [Theory, BothDatabases]
    public async Task A_waived_certification_comes_to_no_VAT(Provider provider)
    {
        await using var world = await World.Create(provider);
        await (await Applicant.In(world, "haizhu", EntityType.Government)).Submit();
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.Settle(MoneyWorld.Day.AddDays(1));

        await using var db = world.Db();
        Assert.Equal(
            [(VatKind.CertificationFee, 300_00L, 16_98L), (VatKind.FeeWaiver, -300_00L, -16_98L)],
            (await db.VatLines.ToListAsync()).OrderBy(row => row.Kind).Select(row => (row.Kind, row.GrossMinor, row.TaxMinor))
        );
        Assert.True((await LedgerPoster.Balance(db, LedgerCode.VatOutput, Currency.Cny, default)).IsZero);
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task Certification_fees_and_corrected_fees_are_taxed(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        var approver = await world.SignedIn(await world.Person("approver", StaffRole.FinanceApprover));
        await Certify(world, merchant.Id, 300_00);
        var form = new AdjustmentForm("qinghe", 10_60, AdjustmentReason.FeeCorrection, "Twice", AdjustmentAccount.PaymentFees, null, null);
        var number = await world.Get<AdjustmentService>().Propose(officer, form, "fee", default);
        await Agree(world, approver, number);
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.Settle(MoneyWorld.Day.AddDays(1));

        await using var db = world.Db();
        Assert.Equal(
            [(VatKind.CertificationFee, 300_00L, 16_98L), (VatKind.FeeCorrection, -10_60L, -60L)],
            (await db.VatLines.ToListAsync()).OrderBy(row => row.Kind).Select(row => (row.Kind, row.GrossMinor, row.TaxMinor))
        );
        Assert.Equal(Money.Cny(-16_38), await LedgerPoster.Balance(db, LedgerCode.VatOutput, Currency.Cny, default));
        await world.AssertProven();
        var read = await world.Get<VatReportService>().Month(officer, null, default);
        Assert.Equal((new DateOnly(2026, 11, 1), 2), (read.Month, read.Kinds.Count));
        var total = Assert.Single(read.Totals);
        Assert.Equal((16_38L, 0L), (total.Ledger.MinorUnits, total.Difference.MinorUnits));
        var rows = await world.Get<VatReportService>().Statements(officer, read.Month, new PageAsk(), default);
        Assert.Equal([-60L, 16_98L], rows.Rows.Select(row => row.Tax.MinorUnits));
        await using var csv = new MemoryStream();
        var receipt = await (await world.Get<BooksExportService>().Export(officer, BooksFile.Vat, BooksPeriod.All, default)).WriteTo(
            csv,
            default
        );
        Assert.Equal(2, receipt.Rows);
        Assert.Contains(
            ",CertificationFee,6,CNY,300.00,283.02,16.98,",
            System.Text.Encoding.UTF8.GetString(csv.ToArray()),
            StringComparison.Ordinal
        );
    }

    [Theory, BothDatabases]
    public async Task Another_rate_takes_two_persons_and_holds_for_statements_that_end_on_its_day(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        var approver = await world.SignedIn(await world.Person("approver", StaffRole.FinanceApprover));
        var (rates, today) = (world.Get<VatRateService>(), MoneyWorld.Day.AddDays(1));
        async Task<string> Refused(DateOnly from, long parts) =>
            (
                await Assert.ThrowsAsync<Refusal>(() => rates.Propose(officer, from, parts, "Law", Guid.NewGuid().ToString("N"), default))
            ).Code;

        Assert.Equal(VatRefusals.StartsInThePast, await Refused(MoneyWorld.Day, 30_000));
        Assert.Equal(VatRefusals.RateRange, await Refused(today, 500_001));
        Assert.Equal(VatRefusals.RateRange, await Refused(today, -1));
        Assert.Equal(VatRefusals.Unchanged, await Refused(today, 60_000));
        var number = await rates.Propose(officer, today, 30_000, "Small-scale taxpayer", "key", default);
        Assert.Equal(number, await rates.Propose(officer, today, 30_000, "Small-scale taxpayer", "key", default));
        Assert.Equal(ApprovalsRefusals.AlreadyWaiting, await Refused(today.AddDays(2), 10_000));
        Assert.Equal(60_000, Assert.Single(await rates.List(officer, default)).PartsPerMillion);
        await Agree(world, approver, number);
        // A mistake: agreed anew for the same day before that day is closed.
        await Agree(world, approver, await rates.Propose(officer, today, 10_000, "Reduced rate", "again", default));

        var row = SampleRows.Payment(1, 1_000_000);
        await world.ImportAndPost(SampleRows.Bill(row));
        await world.Settle();
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(2, 1_000_000, row.OccurredUtc.AddDays(1))));
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.Settle(today);

        await using var db = world.Db();
        Assert.Equal(
            [(60_000L, 340L), (10_000L, 59L)],
            (await db.VatLines.ToListAsync()).OrderBy(line => line.Day).Select(line => (line.PartsPerMillion, line.TaxMinor))
        );
        Assert.Equal(
            [(10_000L, VatRateInForce.InForce), (30_000L, VatRateInForce.Replaced), (60_000L, VatRateInForce.Former)],
            (await rates.List(officer, default)).Select(rate => (rate.PartsPerMillion, rate.InForce))
        );
        await world.AssertProven();
        // What waited past its day can no longer be agreed to.
        var late = await rates.Propose(officer, today.AddDays(1), 20_000, "Late", "late", default);
        world.Clock.Advance(TimeSpan.FromDays(1));
        var next = await world.SignedIn(approver);
        var refused = await Assert.ThrowsAsync<Refusal>(() => Agree(world, next, late));
        Assert.Equal(VatRefusals.StartsInThePast, refused.Code);
    }

    [Theory, BothDatabases]
    public async Task A_payment_of_a_declared_month_counts_for_the_month_in_which_it_came_I_34(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var officer = await world.Person("officer", StaffRole.FinanceOfficer);
        var (returns, report) = (world.Get<VatReturnService>(), world.Get<VatReportService>());
        var (march, november) = (new DateOnly(2026, 3, 1), new DateOnly(2026, 11, 1));
        var early = SampleRows.Payment(1, 1_000_000, new DateTime(2026, 3, 10, 4, 0, 0, DateTimeKind.Utc));
        await world.ImportAndPost(SampleRows.Bill(early));
        await world.Settle();
        // The control: while nobody has declared March, it takes what is of it.
        Assert.Equal(340, Assert.Single((await report.Month(officer, march, default)).Totals).Tax.MinorUnits);
        Assert.Equal(VatRefusals.MonthNotOver, (await Assert.ThrowsAsync<Refusal>(() => returns.Declare(officer, november, default))).Code);
        await returns.Declare(officer, march, default);
        Assert.Equal(VatRefusals.MonthDeclared, (await Assert.ThrowsAsync<Refusal>(() => returns.Declare(officer, march, default))).Code);
        // Another organisation, whose first payment, of March too, comes now.
        var (other, _) = await world.Organisation("lantern");
        await world.Claim(other, "1900000217");
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(2, 2_000_000, early.OccurredUtc, "1900000217")));
        Assert.Equal(1, (await world.Settle()).Statements);

        var (declared, now) = (await report.Month(officer, march, default), await report.Month(officer, november, default));
        Assert.Equal((340L, 0L), (Assert.Single(declared.Totals).Tax.MinorUnits, declared.Totals[0].Difference.MinorUnits));
        Assert.Equal(("officer", 0), (declared.DeclaredBy, declared.LateStatements));
        Assert.Equal((679L, 0L), (Assert.Single(now.Totals).Tax.MinorUnits, now.Totals[0].Difference.MinorUnits));
        Assert.Equal((1, 679L, (string?)null), (now.LateStatements, now.LateTax.MinorUnits, now.DeclaredBy));
        var row = Assert.Single((await report.Statements(officer, november, new PageAsk(), default)).Rows);
        Assert.True(row.IsLate);
        Assert.Equal((new DateOnly(2026, 3, 10), "lantern"), (row.PeriodTo, row.Merchant));
        await using var csv = new MemoryStream();
        await (await world.Get<BooksExportService>().Export(officer, BooksFile.Vat, new BooksPeriod(november, null), default)).WriteTo(
            csv,
            default
        );
        Assert.Contains("2026-03-10", System.Text.Encoding.UTF8.GetString(csv.ToArray()), StringComparison.Ordinal);
        await using var db = world.Db();
        Assert.Equal("officer", (await db.AuditRecords.SingleAsync(record => record.Action == "vat.declared")).ActorName);
        await world.AssertProven();
    }

    /// <summary>A payment of 100.00 of which 30.00 go back; half of the fees waived, and refunds' handling at 1 %.</summary>
    internal static async Task Fees(World world)
    {
        var rules = world.Get<FeeRuleService>();
        await rules.Publish(
            Actor.Operator,
            new FeeRuleDraft("Relief", FeeKind.Payment, "qinghe", null, "CNY", FeeTerms.Rate(500_000), Past, Past.AddDays(60))
            {
                Nature = FeeNature.Waiver,
                Owner = "Lin Yue",
                Why = "Help",
            },
            default
        );
        var handling = new FeeTerms(10_000, 0, null, null, RefundPolicy.None);
        await rules.Publish(
            Actor.Operator,
            new FeeRuleDraft("Handling", FeeKind.RefundHandling, null, null, "CNY", handling, Past, null),
            default
        );
        var payment = SampleRows.Payment(1, 10_000);
        await world.ImportAndPost(SampleRows.Bill(payment, SampleRows.Refund(1, payment, 3_000)));
    }

    /// <summary>The closing without the step that taxes: what a server leaves that is killed between the two.</summary>
    internal static async Task<CloseResult> CloseOnly(World world, DateOnly through)
    {
        await using var db = world.Db();
        var run = SettlementRun.Start(through, "test", world.Clock.UtcNow());
        db.SettlementRuns.Add(run);
        await db.SaveChangesAsync();
        return await world.Get<DayClose>().Run(run.Id, through, (_, fault) => throw fault, default);
    }

    private static async Task Certify(World world, long merchant, long minor)
    {
        await using var db = world.Db();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var (pending, revenue) = (LedgerCode.MerchantPending(merchant), LedgerCode.CertificationFeeRevenue);
        var day = MoneyWorld.Day;
        var entry = JournalEntry.Move("certification-fee:CERT-1:1", EntryKind.CertificationFee, day, pending, revenue, Money.Cny(minor));
        await world.Get<LedgerPoster>().Post(db, entry, default);
        await transaction.CommitAsync();
    }

    private static async Task Agree(World world, Actor approver, string number)
    {
        var seen = await world.Get<ApprovalListService>().Read(approver, number, default);
        await world.Get<ApprovalService>().Approve(approver, number, seen.Hash, null, default);
    }
}
