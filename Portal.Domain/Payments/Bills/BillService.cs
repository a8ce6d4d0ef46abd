using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>
/// Gateway bills as people and jobs ask for them: import (<see cref="BillImport"/>), decide what is held, post (<see cref="BillPosting"/>).
/// </summary>
public sealed class BillService
{
    public const string PostWork = "bill.post";

    private readonly Acts _acts;
    private readonly BillImport _import;
    private readonly BillPosting _posting;
    private readonly MoneyActRequests _moneyActs;
    private readonly TimeProvider _clock;

    internal BillService(Acts acts, BillImport import, BillPosting posting, MoneyActRequests moneyActs, TimeProvider clock) =>
        (_acts, _import, _posting, _moneyActs, _clock) = (acts, import, posting, moneyActs, clock);

    /// <summary>Reads a bill and, when it is whole, takes it in for posting. Faults come back in the receipt, each with line and column.</summary>
    /// <exception cref="Refusal">Not permitted; format unknown; file larger than <see cref="BillFiles.BytesMax"/>.</exception>
    public Task<BillReceipt> Import(Actor actor, string format, string fileName, Stream content, CancellationToken ct) =>
        ImportWith(actor, new BillAsk(format), fileName, content, ct);

    /// <summary>As Import, with what has to be known beside the file.</summary>
    /// <exception cref="Refusal">Also: no such mapping; no such zone.</exception>
    public async Task<BillReceipt> ImportWith(Actor actor, BillAsk ask, string fileName, Stream content, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ImportBills, ct);
        return await _import.Run(actor, ask, fileName, content, ct);
    }

    /// <summary>Posts the next rows of a bill for at most some seconds; true when the bill is finished.</summary>
    public async Task<bool> Post(Actor actor, long billId, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.PostBills, ct);
        return await _posting.Run(billId, ct);
    }

    /// <summary>Posts every bill that is waiting for it, to the end.</summary>
    public async Task<int> PostAll(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.PostBills, ct);
        return await _posting.RunAll(ct);
    }

    /// <summary>How a bill stands now, in the shape of a receipt.</summary>
    public async Task<BillReceipt> Receipt(Actor actor, long billId, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewBills, ct);
        var bill = await act.Db.Bills.AsNoTracking().SingleOrDefaultAsync(row => row.Id == billId, ct) ?? throw Refusal.NotFound();
        return BillReceipt.Of(bill, bill.State == BillState.Posted ? BillStatus.Posted : BillStatus.Posting);
    }

    /// <summary>
    /// Decides a held bill: accepting posts its rows, rejecting posts nothing. Accepting more than one person may do alone waits for a second
    /// one: then the approval's number is returned, otherwise null.
    /// </summary>
    /// <exception cref="Refusal">Not found; not held (any more); no reason; accepting it waits for a second person.</exception>
    public async Task<string?> Decide(Actor actor, long billId, bool accept, string why, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.DecideHeldBills, ct);
        var reason = Text.Required(why, "Why", Approval.ReasonMax);
        await act.Lock(FormattableString.Invariant($"bill:{billId}"));
        var bill = await act.Db.Bills.SingleOrDefaultAsync(row => row.Id == billId, ct) ?? throw Refusal.NotFound();
        Refusal.Unless(bill.State == BillState.Held, PaymentsRefusals.BillNotHeld);
        var asked = accept ? await Accept(act.Db, actor, bill, reason, ct) : await Reject(act.Db, actor, bill, reason, ct);
        await act.Commit();
        return asked;
    }

    private async Task<string?> Accept(PortalDb db, Actor actor, Bill bill, string reason, CancellationToken ct)
    {
        await BillAcceptApproval.DemandPosted(db, bill, ct);
        var payee = await db
            .GatewayAccounts.Where(row => row.Provider == bill.Provider && row.MerchantNo == bill.MerchantNo)
            .Select(row => row.MerchantId)
            .SingleOrDefaultAsync(ct);
        var ask = new MoneyAsk(
            BillAcceptApproval.KindName,
            bill.Id,
            bill.FileName,
            BillAcceptApproval.StakeOf(bill),
            payee,
            "bill",
            Key(bill.Id),
            reason
        );
        var act = await _moneyActs.Begin(db, actor, ask, ct);
        if (act.State == MoneyActState.Alone)
        {
            await BillAcceptApproval.Accept(db, act, bill, actor, _clock.UtcNow(), ct);
        }

        return act.ApprovalNumber;
    }

    private async Task<string?> Reject(PortalDb db, Actor actor, Bill bill, string reason, CancellationToken ct)
    {
        await MoneyActRequests.CallOff(db, actor, BillAcceptApproval.KindName, [bill.Id], ct);
        bill.Reject(actor, _clock.UtcNow());
        db.Audit(actor, "bill.rejected", "bill", Key(bill.Id), after: new { bill.Held }, why: reason);
        await db.SaveChangesAsync(ct);
        return null;
    }

    internal static string Key(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"BL-{id:D6}");
}
