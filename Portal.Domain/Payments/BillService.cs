using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notices;

namespace Portal.Domain.Payments;

/// <summary>
/// Takes in gateway bills: the whole file is read first and refused whole when anything is wrong with it; then its rows are posted in
/// slices. Repeating a bill changes nothing; one that revises another or disagrees with its own summary waits for a person.
/// </summary>
public sealed class BillService(IDbContextFactory<PortalDb> dbs, Gate gate, BillFiles files, BillPosting posting, TimeProvider clock)
{
    public const string WechatTrade = "wechat-trade";
    public const string PostWork = "bill.post";

    /// <summary>Reads a bill and, when it is whole, takes it in for posting. Faults come back in the receipt, each with line and column.</summary>
    /// <exception cref="Refusal">Not permitted; format unknown; file larger than <see cref="BillFiles.BytesMax"/>.</exception>
    [Needs(Permit.ImportBills)]
    public async Task<BillReceipt> Import(Actor actor, string format, string fileName, Stream content, CancellationToken ct)
    {
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            await gate.Staff(db, actor, Permit.ImportBills, ct);
        }

        Refusal.Unless(format == WechatTrade, PaymentsRefusals.FormatUnknown, format);
        var name = Path.GetFileName(fileName);
        name = name.Length > 200 ? name[^200..] : name;
        var received = await files.Receive(content, ct);
        try
        {
            var (facts, reading) = await Task.Run(() => Examine(received), ct);
            var receipt = reading.Problems.Any
                ? await Refuse(actor, name, facts, reading, ct)
                : await TakeIn(actor, name, received, facts, reading, ct);
            Signals.BillsImported.Count("status", receipt.Status.ToString());
            return receipt;
        }
        finally
        {
            File.Delete(received);
        }
    }

    /// <summary>Posts the next rows of a bill for at most some seconds; true when the bill is finished.</summary>
    [Needs(Permit.PostBills)]
    public async Task<bool> Post(Actor actor, long billId, CancellationToken ct)
    {
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            await gate.Staff(db, actor, Permit.PostBills, ct);
        }

        return await posting.Run(billId, ct);
    }

    /// <summary>Posts every bill that is waiting for it, to the end.</summary>
    [Needs(Permit.PostBills)]
    public async Task<int> PostAll(Actor actor, CancellationToken ct)
    {
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            await gate.Staff(db, actor, Permit.PostBills, ct);
        }

        return await posting.RunAll(ct);
    }

    /// <summary>How a bill stands now, in the shape of a receipt.</summary>
    [Needs(Permit.ViewBills)]
    public async Task<BillReceipt> Receipt(Actor actor, long billId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewBills, ct);
        var bill = await db.Bills.AsNoTracking().SingleOrDefaultAsync(row => row.Id == billId, ct) ?? throw Refusal.NotFound();
        return ReceiptOf(bill, bill.State == BillState.Posted ? BillStatus.Posted : BillStatus.Posting);
    }

    /// <summary>Decides a held bill: accepting posts its rows, rejecting posts nothing.</summary>
    /// <exception cref="Refusal">Not found; not held (any more).</exception>
    [Needs(Permit.DecideHeldBills)]
    public async Task Decide(Actor actor, long billId, bool accept, string why, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.DecideHeldBills, ct);
        var reason = Text.Required(why, "Why", 400);
        var bill = await db.Bills.SingleOrDefaultAsync(row => row.Id == billId, ct) ?? throw Refusal.NotFound();
        var now = clock.UtcNow();
        if (accept)
        {
            bill.Accept(actor, now);
            db.WorkItems.Add(WorkItem.For(PostWork, bill.Id, now, now));
        }
        else
        {
            bill.Reject(actor, now);
        }

        db.Audit(actor, accept ? "bill.accepted" : "bill.rejected", "bill", Key(bill.Id), after: new { bill.Held }, why: reason);
        await db.SaveChangesAsync(ct);
    }

    private static (FileFacts, BillReading) Examine(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var facts = BillEncoding.Examine(stream);
        return (facts, WechatTradeBill.Read(stream, facts));
    }

    private async Task<BillReceipt> Refuse(Actor actor, string name, FileFacts facts, BillReading reading, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var first = reading.Problems.Kept[0];
        db.Audit(
            actor,
            "bill.refused",
            "bill",
            facts.Sha256[..16],
            after: new
            {
                file = name,
                errors = reading.Problems.Count,
                line = first.Line,
                code = first.Code,
            },
            outcome: AuditOutcome.Refused
        );
        var refused = new Telling(
            NoticeKind.BillRefused,
            new NoticeThing("bills", facts.Sha256[..16]),
            FormattableString.Invariant($"bill-refused:{facts.Sha256[..16]}:{clock.UtcNow():yyyyMMddHHmmss}"),
            name,
            (long)reading.Problems.Count
        );
        await db.Notify(refused, db.StaffWith(Permit.ImportBills), ct, except: actor);
        await db.SaveChangesAsync(ct);
        return new BillReceipt(BillStatus.Refused, null, BillTotals.None, 0, null, [], reading.Problems.Kept, reading.Problems.Count);
    }

    private async Task<BillReceipt> TakeIn(
        Actor actor,
        string name,
        string received,
        FileFacts facts,
        BillReading reading,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await Known(db, facts, ct) is { } known)
        {
            return known;
        }

        var revises = reading.LastDay is null
            ? null
            : await db
                .Bills.Where(row => row.Provider == Gateways.Wechat && row.MerchantNo == reading.MerchantNo && row.Kind == reading.Kind)
                .Where(row => row.BillDay == reading.LastDay && row.State != BillState.Rejected)
                .OrderByDescending(row => row.Id)
                .Select(row => (long?)row.Id)
                .FirstOrDefaultAsync(ct);
        var now = clock.UtcNow();
        var bill = Bill.Received(Gateways.Wechat, name, facts, reading, revises, actor, now);
        files.Keep(received, facts.Sha256);
        db.Bills.Add(bill);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException fault) when (db.IsUniqueViolation(fault))
        {
            // Somebody imports the same file at this moment: his is the one.
            await transaction.RollbackAsync(ct);
            await using var again = await dbs.CreateDbContextAsync(ct);
            return (await Known(again, facts, ct))!;
        }

        if (bill.State == BillState.Posting)
        {
            db.WorkItems.Add(WorkItem.For(PostWork, bill.Id, now, now));
        }

        db.Audit(
            actor,
            bill.State == BillState.Held ? "bill.held" : "bill.imported",
            "bill",
            Key(bill.Id),
            after: new
            {
                file = name,
                sha256 = facts.Sha256,
                bill.Payments,
                bill.Refunds,
                bill.GrossMinor,
                bill.RefundMinor,
                bill.Held,
            }
        );
        if (bill.State == BillState.Held)
        {
            var held = new Telling(NoticeKind.BillHeld, new NoticeThing("bill", Key(bill.Id)), $"bill-held:{Key(bill.Id)}", name);
            await db.Notify(held, db.StaffWith(Permit.DecideHeldBills), ct);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return ReceiptOf(bill, bill.State == BillState.Held ? BillStatus.Held : BillStatus.Posting);
    }

    /// <summary>The receipt of the same file imported before, or null.</summary>
    private static async Task<BillReceipt?> Known(PortalDb db, FileFacts facts, CancellationToken ct)
    {
        var bill = await db
            .Bills.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Provider == Gateways.Wechat && row.Sha256 == facts.Sha256, ct);
        if (bill is null)
        {
            return null;
        }

        if (bill.State == BillState.Rejected)
        {
            var problem = new BillProblem(1, null, null, PaymentsRefusals.BillRejectedBefore, [bill.DecidedBy ?? string.Empty]);
            return new BillReceipt(BillStatus.Refused, bill.Id, BillTotals.None, 0, null, [], [problem], 1);
        }

        return ReceiptOf(bill, bill.State == BillState.Held ? BillStatus.Held : BillStatus.AlreadyImported);
    }

    private static BillReceipt ReceiptOf(Bill bill, BillStatus status) =>
        new(
            status,
            bill.Id,
            new BillTotals(
                bill.Payments,
                bill.Refunds,
                bill.GrossMinor,
                bill.RefundMinor,
                bill.FeeMinor,
                bill.FeeReturnedMinor,
                bill.GrossMinor,
                bill.RefundMinor,
                0
            ),
            bill.SuspenseRows,
            bill.Held,
            bill.Differences,
            [],
            0
        );

    internal static string Key(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"BL-{id:D6}");
}
