using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Banking;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;
using Portal.Tests.Banking;
using Portal.Tests.Payments;

namespace Portal.Tests.Approvals;

/// <summary>One act of money made ready in a world: how it is done, and whether it has happened.</summary>
internal sealed record ReadyAct(string Kind, Func<Actor, Task<string?>> Do, Func<Task<bool>> HasHappened);

/// <summary>Every kind of act of money, over an amount: what tests of the limits walk.</summary>
internal static class MoneyActCases
{
    private static int _serial;

    /// <summary>Makes one ready that is about so many fen. Each call is another merchant and another target.</summary>
    public static IReadOnlyDictionary<string, Func<World, long, Task<ReadyAct>>> All { get; } =
        new Dictionary<string, Func<World, long, Task<ReadyAct>>>
        {
            [ExceptionAssignApproval.KindName] = Assign,
            [GatewayAccountApproval.KindName] = Number,
            [BillAcceptApproval.KindName] = Bill,
            [BankStatementApproval.KindName] = Statement,
            [PayoutReleaseApproval.KindName] = Release,
            [TransferRefusedApproval.KindName] = Refused,
        };

    /// <summary>An item in suspense, to be given to a merchant (a new one when none is named).</summary>
    public static async Task<ReadyAct> Assign(World world, long fen, string? slug, bool whole = false, string why = "Its order is known.")
    {
        var (number, n) = Next();
        var owner = slug ?? (await world.Organisation($"org-{n}")).Merchant.Slug;
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(n, fen, merchantNo: number)));
        var item = await Item(world, SampleRows.TransactionId(n));
        return new ReadyAct(
            ExceptionAssignApproval.KindName,
            async who =>
                (await world.Get<ExceptionService>().Assign(who, item, owner, whole, why, TestContext.Current.CancellationToken)).Asked,
            async () => await Ask(world, db => db.ExceptionItems.AnyAsync(row => row.Id == item && row.ResolvedUtc != null))
        );
    }

    private static Task<ReadyAct> Assign(World world, long fen) => Assign(world, fen, null);

    private static async Task<ReadyAct> Number(World world, long fen)
    {
        var (number, n) = Next();
        var (merchant, _) = await world.Organisation($"org-{n}");
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(n, fen, merchantNo: number)));
        return new ReadyAct(
            GatewayAccountApproval.KindName,
            async who =>
                (
                    await world
                        .Get<GatewayAccountService>()
                        .Add(who, Gateways.Wechat, number, merchant.Slug, "Its contract names it.", TestContext.Current.CancellationToken)
                ).Asked,
            async () => await Ask(world, db => db.GatewayAccounts.AnyAsync(row => row.MerchantNo == number && row.MerchantId != null))
        );
    }

    private static async Task<ReadyAct> Bill(World world, long fen)
    {
        var (number, n) = Next();
        var (merchant, _) = await world.Organisation($"org-{n}");
        await world.Claim(merchant, number);
        var sum = Money.Cny(fen).ToPlainString();
        var text = SampleRows.Text(SampleRows.Payment(n, fen, merchantNo: number));
        var wrong = text.Replace($"`1,`{sum}", $"`1,`{Money.Cny(fen + 1).ToPlainString()}", StringComparison.Ordinal);
        var held = await world.Import(wrong.Utf8());
        Assert.Equal(BillStatus.Held, held.Status);
        return new ReadyAct(
            BillAcceptApproval.KindName,
            who =>
                world
                    .Get<BillService>()
                    .Decide(who, held.BillId!.Value, accept: true, "The rows are right.", TestContext.Current.CancellationToken),
            async () => await Ask(world, db => db.Bills.AnyAsync(row => row.Id == held.BillId && row.State != BillState.Held))
        );
    }

    private static async Task<ReadyAct> Statement(World world, long fen)
    {
        var (number, n) = Next();
        var ours = $"02000019092345{n:D5}";
        var form = new OperatorAccountForm($"our-{n}", "Example Wallet Co", "102100099996", ours, "CNY", 100_000_000_00);
        await world.Get<OperatorAccountService>().Add(Actor.Operator, form, TestContext.Current.CancellationToken);
        var held = await world.Bank(
            new CamtText($"s{n}", 0, MoneyWorld.Day).In($"B{n}", fen, text: number).Xml(closingFen: fen - 1, account: ours)
        );
        Assert.Equal(BankFileStatus.Held, held.Status);
        return new ReadyAct(
            BankStatementApproval.KindName,
            who =>
                world
                    .Get<BankImportService>()
                    .Decide(who, held.Statements[0], accept: true, "The bank confirms it.", TestContext.Current.CancellationToken),
            async () =>
                await Ask(
                    world,
                    db => db.BankStatements.AnyAsync(row => row.Id == held.Statements[0] && row.State != BankStatementState.Held)
                )
        );
    }

    private static async Task<ReadyAct> Release(World world, long fen)
    {
        var (number, n) = Next();
        var (merchant, _) = await world.Organisation($"org-{n}");
        await world.Claim(merchant, number);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(n, fen, merchantNo: number)));
        var stopper = await world.Person($"stopper-{n}", StaffRole.FinanceOfficer);
        var holds = world.Get<PayoutHoldService>();
        await holds.Hold(stopper, merchant.Slug, "A dispute is open.", null, TestContext.Current.CancellationToken);
        long hold;
        await using (var db = world.Db())
        {
            hold = await db.PayoutHolds.Where(row => row.MerchantId == merchant.Id).Select(row => row.Id).SingleAsync();
        }

        return new ReadyAct(
            PayoutReleaseApproval.KindName,
            who => holds.Release(who, hold, "It is settled.", TestContext.Current.CancellationToken),
            async () => await Ask(world, db => db.PayoutHolds.AnyAsync(row => row.Id == hold && row.ReleasedUtc != null))
        );
    }

    private static async Task<ReadyAct> Refused(World world, long fen)
    {
        var (number, n) = Next();
        if (!await Ask(world, db => db.OperatorAccounts.AnyAsync(row => row.Name == "main")))
        {
            await world.AddOurAccount();
        }

        var (merchant, _) = await world.Organisation($"org-{n}");
        await world.Claim(merchant, number);
        var form = ApprovalWorld.Form(string.Create(CultureInfo.InvariantCulture, $"44001863201053{n:D6}"), merchant.LegalName);
        await world.Get<BankAccountService>().Install(Actor.Operator, merchant.Slug, form, TestContext.Current.CancellationToken);
        await world.ImportAndPost(SampleRows.Bill(SampleRows.Payment(n, fen, merchantNo: number)));
        await world.Settle();
        string payout;
        await using (var db = world.Db())
        {
            payout = await db.Payouts.Where(row => row.MerchantId == merchant.Id).Select(row => row.Number).SingleAsync();
        }

        var finance = (
            await world.Person($"sender-{n}", StaffRole.FinanceOfficer),
            await world.Person($"agrees-{n}", StaffRole.FinanceApprover)
        );
        await world.Leave(finance, payout);
        // The bank has been silent for longer than the setting allows.
        await using (var db = world.Db())
        {
            var longAgo = world.Clock.UtcNow().AddDays(-4);
            await db.Sealed(
                db.BankTransfers.Where(row => row.EndToEndId == payout),
                rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.ChangedUtc, longAgo)),
                default
            );
        }

        var batches = world.Get<PayoutBatchService>();
        Assert.Equal(1, await batches.Watch(Actor.System("payouts"), TestContext.Current.CancellationToken));
        return new ReadyAct(
            TransferRefusedApproval.KindName,
            who => batches.Answer(who, payout, BankAnswer.Refused, "Told by phone.", TestContext.Current.CancellationToken),
            async () => await world.PayoutState(payout) == PayoutState.Failed
        );
    }

    public static async Task<T> Ask<T>(World world, Func<PortalDb, Task<T>> question)
    {
        await using var db = world.Db();
        return await question(db);
    }

    private static Task<long> Item(World world, string reference) =>
        Ask(world, db => db.ExceptionItems.Where(row => row.Reference == reference).Select(row => row.Id).SingleAsync());

    private static (string MerchantNo, int N) Next()
    {
        var n = Interlocked.Increment(ref _serial);
        return (string.Create(CultureInfo.InvariantCulture, $"17{n:D8}"), n);
    }
}
