using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Calendar;
using Portal.Domain.Fees;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Tests.Approvals;
using Portal.Tests.Banking;
using Portal.Tests.Payments;
using Portal.Tests.Settlement;

namespace Portal.Tests.Races;

/// <summary>Bills, fees, closing and tax.</summary>
internal static class MoneyRaces
{
    private static readonly DateTime Past = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
    private static CancellationToken Ct => CancellationToken.None;

    public static readonly Race[] All =
    [
        new("claiming a merchant number", 1, ["GatewayAccounts(Provider,MerchantNo)"], ClaimNumber),
        new("asking a second person for suspense", 1, ["MoneyActs(Kind,TargetId)"], AskForSuspense),
        new("naming a mapping", 1, ["BillMappings(Name)"], SaveMapping),
        new("taking in one bill", 1, ["Bills(Provider,Sha256)"], TakeIn) { Alone = true },
        new(
            "posting bills that overlap",
            4 + 17 + 8,
            [
                "Payments(TransactionId,GatewayAccountId)",
                "Refunds(RefundId,GatewayAccountId)",
                "LedgerAccounts(Code,Currency)",
                "LedgerBalances(AccountId)",
                "LedgerDays(AccountId,BusinessDay)",
                "LedgerEntries(Key)",
                "Fees(PaymentId)",
            ],
            PostOverlapping
        )
        {
            Alone = true,
        },
        new("posting lists of movements that overlap", 3, ["GatewayMovements(MovementId,MerchantNo,Provider)"], PostMovements)
        {
            Alone = true,
        },
        new(
            "deciding fees",
            2,
            [
                "Fees(RefundId)",
                "ServiceFees(RefundId)",
                "ServiceFees(Month,MerchantId,Currency)",
                "FeeVolumes(MerchantId,Month,Currency,BillId)",
            ],
            AccrueFees
        )
        {
            Alone = true,
        },
        new("charging a payout", 1, ["ServiceFees(StatementId)"], ChargePayout) { Alone = true },
        new("replacing a rule", 1, ["FeeRules(ReplacesId)"], ReplaceRule) { Alone = true },
        new("asking what if", 1, ["WhatIfs(Key)"], AskWhatIf) { Alone = true },
        new("counting what if", 1, ["WhatIfRows(WhatIfId,MerchantId)"], CountWhatIf) { Alone = true },
        new(
            "closing a day",
            1,
            [
                "SettlementRuns(Through)",
                "Statements(Number)",
                "Statements(PreviousId)",
                "Statements(MerchantId,Currency,PeriodTo)",
                "StatementEntries(EntryId,AccountId)",
                "StatementLines(StatementId,Day,Kind)",
                "Payouts(StatementId,Attempt)",
                "Payouts(Number)",
                "ReserveBuckets(StatementId,Day)",
                "VatLines(StatementId,Kind)",
                "VatLines(EntryId)",
                // Rows of both fall into the same blocks, so both have a seal to make.
                "Seals(Table,Group)",
            ],
            Close
        )
        {
            Alone = true,
        },
        new("asking for a closing", 1, ["SettlementRuns(Through)", "WorkItems(Kind,RefId)"], AskClosing) { Alone = true },
        new("a closing that fails", 1, ["SettlementFailures(RunId,MerchantId)"], FailClosing) { Alone = true },
        new("releasing a reserve", 1, ["ReserveBuckets(ReleasedEntryId)"], Release) { Alone = true },
        new("asking for a workbook", 1, ["MadeWorkbooks(StatementId)"], AskForWorkbook) { Alone = true },
        new("making a statement's file", 1, ["StatementFiles(StatementId,Format)"], MakeFile) { Alone = true },
        new("putting terms in force", 1, ["SettlementTerms(MerchantId,FromDay)"], InstallTerms),
        new("putting a bank account in force", 1, ["BankAccounts(MerchantId,State)"], InstallAccount),
        new("declaring a month", 1, ["VatReturns(Month)"], Declare) { Alone = true },
        new("making a day off", 1, ["CalendarDays(Day)"], SetDay) { Alone = true },
        new("filling a year", 2, ["CalendarDays(Day)"], InstallYear) { Alone = true },
    ];

    private static string NumberOf(string lane) => "19" + lane[4..].PadLeft(8, '0');

    private static async Task<Ground> ClaimNumber(World world, string lane)
    {
        var (merchant, _) = await world.Organisation(lane);
        return Ground.Of(
            _ => (Task)world.Get<GatewayAccountService>().Add(Actor.Operator, Gateways.Wechat, NumberOf(lane), lane, null, Ct),
            db => db.GatewayAccounts.CountAsync(row => row.MerchantId == merchant.Id)
        );
    }

    private static async Task<Ground> AskForSuspense(World world, string lane)
    {
        await world.Organisation(lane);
        var officer = await world.Person($"{lane}-officer", StaffRole.FinanceOfficer);
        var n = 700_000 + int.Parse(lane[4..], CultureInfo.InvariantCulture);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(n, 2_000_00, merchantNo: NumberOf(lane))));
        var reference = SampleRows.TransactionId(n);
        long item;
        await using (var db = world.Db())
        {
            item = await db.ExceptionItems.Where(row => row.Reference == reference).Select(row => row.Id).SingleAsync();
        }

        return Ground.Of(
            _ => world.Get<ExceptionService>().Assign(officer, item, lane, false, "Its order is known.", Ct),
            db => db.MoneyActs.CountAsync(row => row.TargetId == item && row.Kind == ExceptionAssignApproval.KindName)
        );
    }

    private static Task<Ground> SaveMapping(World world, string lane) =>
        Task.FromResult(
            Ground.Of(
                _ => (Task)world.Get<BillMappingService>().Save(Actor.Operator, lane, FormatSamples.Map, Ct),
                db => db.BillMappings.CountAsync(row => row.Name == lane)
            )
        );

    private static async Task<Ground> TakeIn(World world, string lane)
    {
        await Merchant(world);
        var bill = SampleRows.Bill(SampleRows.Payment(1, 1_000));
        return Ground.Of(async _ => (await world.Import(bill)).BillId, db => db.Bills.CountAsync());
    }

    private static async Task<Merchant> Merchant(World world, string slug = "qinghe")
    {
        var (merchant, _) = await world.Organisation(slug);
        await world.Claim(merchant);
        return merchant;
    }

    /// <summary>
    /// Eight bills: the same four payments and their refunds, half of twenty others, a row further on and in another order in each, and a last day of
    /// its own. Whoever loses a row and looks again still shares rows with the next.
    /// </summary>
    private static async Task<Ground> PostOverlapping(World world, string lane)
    {
        await Merchant(world);
        world.Clock.Advance(TimeSpan.FromDays(20));
        var same = Enumerable.Range(1, 4).Select(n => SampleRows.Payment(n, n * 100)).ToList();
        var back = Enumerable.Range(0, 4).Select(n => SampleRows.Refund(n + 1, same[n], 50)).ToList();
        var others = Enumerable.Range(0, 20).Select(n => SampleRows.Payment(n + 11, 1_000 + n)).ToList();
        return Ground.Of(
            async caller =>
            {
                var own = SampleRows.Payment(100 + caller, 5_000, new DateTime(2026, 11, 21 + caller, 2, 0, 0, DateTimeKind.Utc));
                var half = Enumerable.Range(caller, 10).Select(n => others[caller % 2 == 0 ? n : (2 * caller) + 9 - n]);
                var bytes = SampleRows.Bill([.. same, .. half, .. back, own]);
                var receipt = await world.Import(bytes);
                Assert.Equal(BillStatus.Posting, receipt.Status);
                while (!await world.Get<BillService>().Post(Actor.Operator, receipt.BillId!.Value, Ct)) { }
            },
            async db =>
            {
                Assert.Equal(4, await db.Refunds.CountAsync());
                Assert.Equal(8, await db.Bills.CountAsync(row => row.State == BillState.Posted));
                return await db.Payments.CountAsync();
            }
        );
    }

    private static async Task<Ground> PostMovements(World world, string lane)
    {
        await world.AddOurAccount();
        return Ground.Of(
            async caller =>
            {
                var receipt = await ManualMatchTests.Import(world, 21 + caller, 1_00, 2_00, 3_00);
                Assert.Empty(receipt.Errors);
                while (!await world.Get<BillService>().Post(Actor.Operator, receipt.BillId!.Value, Ct)) { }
            },
            db => db.GatewayMovements.CountAsync()
        );
    }

    private static Task<long> Rule(World world, string name, FeeKind kind, FeeTerms terms, long? replaces = null, DateTime? from = null) =>
        world
            .Get<FeeRuleService>()
            .Publish(Actor.Operator, new FeeRuleDraft(name, kind, null, null, "CNY", terms, from ?? Past, null, replaces), Ct);

    private static async Task<Ground> AccrueFees(World world, string lane)
    {
        await Merchant(world);
        world.Clock.Advance(TimeSpan.FromDays(14));
        await Rule(world, "Monthly", FeeKind.Monthly, new FeeTerms(0, 2_000, null, null, RefundPolicy.None));
        await Rule(world, "Refunds", FeeKind.RefundHandling, new FeeTerms(10_000, 0, 5, null, RefundPolicy.None));
        var payment = SampleRows.Payment(1, 10_000);
        await world.ImportAndPost(SampleRows.Bill(payment, SampleRows.Refund(1, payment, 2_000)));
        return Ground.Of(_ => (Task)world.Get<SettlementService>().AccrueFees(Actor.Operator, Ct), db => db.ServiceFees.CountAsync());
    }

    private static async Task<Ground> ChargePayout(World world, string lane)
    {
        await Merchant(world);
        await Rule(world, "Payouts", FeeKind.Payout, new FeeTerms(0, 100, null, null, RefundPolicy.None));
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 10_000)));
        await world.Settle();
        return Ground.Of(_ => (Task)world.Get<SettlementService>().AccrueFees(Actor.Operator, Ct), db => db.ServiceFees.CountAsync());
    }

    private static Task<Ground> ReplaceRule(World world, string lane)
    {
        var (old, from) = (FeesMapping.StandardRuleId, world.Clock.UtcNow().AddDays(1));
        return Task.FromResult(
            Ground.Of(
                _ => (Task)Rule(world, "Cheaper", FeeKind.Payment, FeeTerms.Rate(5_000), old, from),
                db => db.FeeRules.CountAsync(row => row.ReplacesId == old)
            )
        );
    }

    private static readonly FeeRuleDraft Cheaper = new(
        "Cheaper",
        FeeKind.Payment,
        null,
        null,
        "CNY",
        FeeTerms.Rate(5_000),
        DateTime.UnixEpoch,
        null
    );

    private static Task<long> WhatIf(World world, Actor officer, string key) =>
        world.Get<FeeWhatIfService>().Start(officer, Cheaper, MoneyWorld.Day, MoneyWorld.Day, key, Ct);

    private static async Task<Ground> AskWhatIf(World world, string lane)
    {
        var officer = await world.Person(lane, StaffRole.FinanceOfficer);
        return Ground.Of(_ => WhatIf(world, officer, lane), db => db.WhatIfs.CountAsync());
    }

    private static async Task<Ground> CountWhatIf(World world, string lane)
    {
        await Merchant(world);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 10_000)));
        await world.Settle();
        var id = await WhatIf(world, await world.Person(lane, StaffRole.FinanceOfficer), lane);
        return Ground.Of(
            async _ =>
            {
                while (!await world.Get<FeeWhatIfService>().Continue(Actor.System("fees"), id, Ct)) { }
            },
            db => db.Set<WhatIfRow>().CountAsync()
        );
    }

    /// <summary>A merchant with a reserve and a statement before, whose next day is to be closed.</summary>
    private static async Task<Merchant> Closable(World world)
    {
        var merchant = await Merchant(world);
        var terms = CycleTerms.Default with { ReservePartsPerMillion = 100_000, ReserveDays = 3 };
        await world.Get<SettlementTermsService>().Install(Actor.Operator, "qinghe", MoneyWorld.Day.AddDays(-30), terms, Ct);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 10_000)));
        await world.Settle();
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(2, 20_000, new DateTime(2026, 11, 20, 2, 0, 0, DateTimeKind.Utc))));
        return merchant;
    }

    private static async Task<Ground> Close(World world, string lane)
    {
        var merchant = await Closable(world);
        return Ground.Of(
            async _ => Assert.Equal(0, (await world.Settle(MoneyWorld.Day.AddDays(1))).Failures),
            db => db.Statements.Of(merchant).CountAsync(row => row.PreviousId != null)
        );
    }

    private static async Task<Ground> AskClosing(World world, string lane)
    {
        var officer = await world.Person(lane, StaffRole.FinanceOfficer);
        return Ground.Of(
            _ => world.Get<SettlementService>().Start(officer, MoneyWorld.Day, Ct),
            db => db.WorkItems.CountAsync(row => row.Kind == SettlementService.CloseWork)
        );
    }

    private static async Task<Ground> FailClosing(World world, string lane)
    {
        await Merchant(world);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(1, 10_000)));
        await world.Get<SettlementService>().AccrueFees(Actor.Operator, Ct);
        await using var db = world.Db();
        await db.Database.ExecuteSqlRawAsync(
            db.Provider == Provider.Sqlite
                ? """
                CREATE TRIGGER "Test_payouts" BEFORE INSERT ON "Payouts" BEGIN SELECT RAISE(ABORT, 'no payouts today'); END
                """
                : """ALTER TABLE "Payouts" ADD CONSTRAINT "Test_payouts" CHECK ("MerchantId" < 0)"""
        );
        return Ground.Of(
            async _ => Assert.Equal(1, (await world.Settle()).Failures),
            read => read.SettlementFailures.CountAsync(row => row.SolvedUtc == null)
        );
    }

    private static async Task<Ground> Release(World world, string lane)
    {
        var merchant = await Closable(world);
        world.Clock.Advance(TimeSpan.FromDays(2));
        return Ground.Of(
            _ => (Task)world.Get<ReserveService>().Release(Actor.System("reserves"), Ct),
            db => db.ReserveBuckets.Of(merchant).CountAsync(row => row.ReleasedEntryId != null)
        );
    }

    private static async Task<Ground> MakeFile(World world, string lane)
    {
        var merchant = await Closable(world);
        var files = world.Get<StatementExportService>();
        await using var db = world.Db();
        var number = await db.Statements.Of(merchant).Select(row => row.Number).SingleAsync();
        return Ground.Of(
            async _ => (await (await files.Export(Actor.Operator, "qinghe", number, ExportFormat.Csv, Ct)).WriteTo(Stream.Null, Ct)).Sha256,
            read => read.Set<StatementFile>().CountAsync()
        );
    }

    private static async Task<Ground> AskForWorkbook(World world, string lane)
    {
        var owner = await Reports.MadeWorkbookTests.Settled(world);
        await using var db = world.Db();
        var number = await db.Statements.Select(row => row.Number).SingleAsync();
        return Ground.Of(
            _ => (Task)world.Get<StatementWorkbookService>().Ask(owner, "qinghe", number, Ct),
            read => read.MadeWorkbooks.CountAsync()
        );
    }

    private static async Task<Ground> InstallTerms(World world, string lane)
    {
        var (merchant, _) = await world.Organisation(lane);
        return Ground.Of(
            _ =>
                world
                    .Get<SettlementTermsService>()
                    .Install(Actor.Operator, lane, MoneyWorld.Day, CycleTerms.Default with { MinimumMinor = 5_000 }, Ct),
            db => db.SettlementTerms.Of(merchant).CountAsync()
        );
    }

    private static async Task<Ground> InstallAccount(World world, string lane)
    {
        var (merchant, _) = await world.Organisation(lane);
        return Ground.Of(
            caller =>
                world
                    .Get<BankAccountService>()
                    .Install(Actor.Operator, lane, ApprovalWorld.Form($"44001863201053{caller:D4}", merchant.LegalName), Ct),
            db => db.BankAccounts.Of(merchant).CountAsync(row => row.State == BankAccountState.InForce)
        );
    }

    private static async Task<Ground> Declare(World world, string lane)
    {
        var officer = await world.Person(lane, StaffRole.FinanceOfficer);
        world.Clock.Advance(TimeSpan.FromDays(20));
        return Ground.Of(_ => world.Get<VatReturnService>().Declare(officer, MoneyWorld.Day, Ct), db => db.Set<VatReturn>().CountAsync());
    }

    private static async Task<Ground> SetDay(World world, string lane)
    {
        var administrator = await world.Person(lane, StaffRole.Administrator);
        return Ground.Of(
            _ => world.Get<CalendarService>().Set(administrator, new DateOnly(2026, 12, 31), false, "Bank day", Ct),
            db => db.CalendarDays.CountAsync()
        );
    }

    private static Task<Ground> InstallYear(World world, string lane) =>
        Task.FromResult(
            Ground.Of(
                _ => world.Get<CalendarService>().Install(Actor.Operator, 2027, "2027-01-01,off,New Year\n2027-01-04,off,New Year", Ct),
                db => db.CalendarDays.CountAsync()
            )
        );
}
