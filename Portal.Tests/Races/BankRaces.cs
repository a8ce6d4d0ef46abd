using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Banking;
using Portal.Domain.Settlement;
using Portal.Tests.Approvals;
using Portal.Tests.Banking;
using Portal.Tests.Payments;

namespace Portal.Tests.Races;

/// <summary>Our bank accounts, payouts, what banks say, and comparing it with the books.</summary>
internal static class BankRaces
{
    private static CancellationToken Ct => CancellationToken.None;

    public static readonly Race[] All =
    [
        new("adding our account", 1, ["OperatorAccounts(Name)", "OperatorAccounts(Number,Currency)"], AddAccount),
        new("putting a payout into batches", 1, ["PayoutBatches(Number)"], Batch) { Alone = true },
        new("writing a batch", 1, ["BankTransfers(EndToEndId)", "BankTransfers(PayoutId,Part)"], Write) { Alone = true },
        new(
            "taking in one bank file",
            1,
            [
                "BankImports(Sha256)",
                "BankStatements(AccountId,Identity)",
                "BankLines(AccountId,ServicerRef,AmountMinor,BookDay,Occurrence)",
                "BankLineDetails(LineId,No)",
            ],
            TakeIn
        )
        {
            Alone = true,
        },
        new("posting bank lines", 1, ["BankLines(EntryId)", "Payouts(OriginTransferId)"], Post) { Alone = true },
        new("placing withdrawals", 1, ["BankLines(MovementId)"], Place) { Alone = true },
        new("comparing", 1, ["ReconItems(Pair,RefKind,RefId)", "ReconDays(Pair,Day)"], Compare) { Alone = true },
        new("agreeing to a match", 1, ["ReconMatches(EntryId)"], AgreeMatch) { Alone = true },
    ];

    private static Task<Ground> AddAccount(World world, string lane) =>
        Task.FromResult(
            Ground.Of(
                _ =>
                    world
                        .Get<OperatorAccountService>()
                        .Add(
                            Actor.Operator,
                            new OperatorAccountForm(
                                lane,
                                "Example Wallet Co",
                                "102100099996",
                                "02000019" + lane[4..].PadLeft(11, '0'),
                                "CNY",
                                1_000_00
                            ),
                            Ct
                        ),
                db => db.OperatorAccounts.CountAsync(row => row.Name == lane)
            )
        );

    private static async Task<Ground> Batch(World world, string lane)
    {
        await world.AddOurAccount();
        var payout = await world.Owe("qinghe", 1, 1_000_00);
        var (maker, _) = await world.Finance();
        return Ground.Of(_ => world.Batch(maker, payout.Number), db => db.PayoutBatches.CountAsync());
    }

    private static async Task<Ground> Write(World world, string lane)
    {
        await world.AddOurAccount();
        var payout = await world.Owe("qinghe", 1, 1_000_00);
        var (maker, checker) = await world.Finance();
        var batch = await world.Batch(maker, payout.Number);
        await world.Agree(checker, batch);
        return Ground.Of(_ => world.Write(batch), db => db.BankTransfers.CountAsync());
    }

    private static async Task<Ground> TakeIn(World world, string lane)
    {
        await world.AddOurAccount();
        var file = Encoding.UTF8.GetBytes(new CamtText("d1", 0, BankWorld.Today).In("B1", 7_00, text: "who").Xml());
        return Ground.Of(
            async _ => (await world.Get<BankImportService>().Import(Actor.Operator, "bank.xml", new MemoryStream(file), Ct)).ImportId,
            db => db.BankStatements.CountAsync()
        );
    }

    private static async Task<Ground> Post(World world, string lane)
    {
        await world.AddOurAccount();
        var payout = await world.Owe("qinghe", 1, 1_000_00);
        await world.Leave(await world.Finance(), payout.Number);
        var day = new CamtText("d1", 0, BankWorld.Today)
            .Out("B1", payout.AmountMinor, payout.Number)
            .In("B2", payout.AmountMinor, payout.Number, returned: "AC04");
        var bank = world.Get<BankImportService>();
        await bank.Import(Actor.Operator, "bank.xml", new MemoryStream(Encoding.UTF8.GetBytes(day.Xml())), Ct);
        return Ground.Of(_ => (Task)bank.PostAll(Actor.Operator, Ct), db => db.Payouts.CountAsync(row => row.OriginTransferId != null));
    }

    private static async Task<Ground> Place(World world, string lane)
    {
        // The bank is faster than the gateway: its line waits in suspense until the gateway tells of the withdrawal.
        await world.AddOurAccount();
        var finance = await world.Finance();
        await world.Bank(new CamtText("d1", 0, BankWorld.Today).In("B2", 600_00, text: FormatSamples.Partner).Xml());
        await ManualMatchTests.Import(world, 20, 600_00);
        await world.Get<Portal.Domain.Payments.BillService>().PostAll(Actor.Operator, Ct);
        return Ground.Of(
            _ => (Task)world.Get<ReconciliationService>().Run(finance.Maker, Ct),
            db => db.BankLines.CountAsync(row => row.MovementId != null)
        );
    }

    private static async Task<Ground> Compare(World world, string lane)
    {
        await world.AddOurAccount();
        var (maker, _) = await world.Finance();
        await world.Bank(new CamtText("d1", 0, BankWorld.Today).In("B1", 7_00, text: "who").Xml());
        return Ground.Of(_ => world.Get<ReconciliationService>().Run(maker, Ct), db => db.ReconItems.CountAsync());
    }

    private static async Task<Ground> AgreeMatch(World world, string lane)
    {
        var finance = await ManualMatchTests.Withdrawn(world, 600_00);
        await world.Bank(new CamtText("d1", 0, BankWorld.Today).In("B1", 595_00, text: "Tenpay").Xml());
        var lines = await ManualMatchTests.Queue(world, finance.Maker);
        var number = await ManualMatchTests.Propose(world, finance.Maker, [.. lines.Values.Select(row => row.Id)], asFee: true);
        var checkers = new List<Actor>();
        for (var i = 0; i < 8; i++)
        {
            checkers.Add(await world.Person($"{lane}-{i}", StaffRole.FinanceApprover));
        }

        var hash = await world.HashOf(number);
        return Ground.Of(
            caller => world.Get<ApprovalService>().Approve(checkers[caller], number, hash, null, Ct),
            db => db.ReconMatches.CountAsync(row => row.EntryId != null)
        );
    }
}
