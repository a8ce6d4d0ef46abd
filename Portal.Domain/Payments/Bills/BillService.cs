using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Payments;

/// <summary>
/// Takes in gateway bills: the whole file is read first and refused whole when anything is wrong with it; then its rows are posted in
/// slices. Repeating a bill changes nothing; one that revises another or disagrees with its own summary waits for a person.
/// </summary>
public sealed class BillService(
    IDbContextFactory<PortalDb> dbs,
    Gate gate,
    BillFiles files,
    BillPosting posting,
    MoneyActRequests acts,
    SettlementZone zone,
    TimeProvider clock
)
{
    public const string WechatTrade = BillFormats.WechatTrade;

    /// <summary>Take the format the file looks like.</summary>
    public const string AnyFormat = "auto";
    public const string PostWork = "bill.post";

    /// <summary>Reads a bill and, when it is whole, takes it in for posting. Faults come back in the receipt, each with line and column.</summary>
    /// <exception cref="Refusal">Not permitted; format unknown; file larger than <see cref="BillFiles.BytesMax"/>.</exception>
    [Needs(Permit.ImportBills)]
    public Task<BillReceipt> Import(Actor actor, string format, string fileName, Stream content, CancellationToken ct) =>
        ImportWith(actor, new BillAsk(format), fileName, content, ct);

    /// <summary>As Import, with what has to be known beside the file.</summary>
    /// <exception cref="Refusal">Also: no such mapping; no such zone.</exception>
    [Needs(Permit.ImportBills)]
    public async Task<BillReceipt> ImportWith(Actor actor, BillAsk ask, string fileName, Stream content, CancellationToken ct)
    {
        BillOptions options;
        await using (var db = await dbs.CreateDbContextAsync(ct))
        {
            await gate.Staff(db, actor, Permit.ImportBills, ct);
            options = await BillAsk.OptionsOf(db, ask, fileName, ct);
        }

        var wanted = ask.Format == AnyFormat ? null : BillFormats.Of(ask.Format);
        var name = Text.Tail(Path.GetFileName(fileName), 200);
        var received = await files.Receive(content, ct);
        try
        {
            var (format, facts, reading) = await Task.Run(() => Examine(received, wanted, options), ct);
            var receipt = reading.Problems.Any
                ? await Refuse(actor, name, facts, reading, ct)
                : await TakeIn(actor, name, received, new Examined(format, facts, Kept(format, options), reading), ct);
            Telemetry.BillsImported.Count("status", receipt.Status.ToString());
            return receipt with { Format = format.Name };
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

    /// <summary>
    /// Decides a held bill: accepting posts its rows, rejecting posts nothing. Accepting more than one person may do alone waits for a second
    /// one: then the approval's number is returned, otherwise null.
    /// </summary>
    /// <exception cref="Refusal">Not found; not held (any more); no reason; accepting it waits for a second person.</exception>
    [Needs(Permit.DecideHeldBills)]
    public async Task<string?> Decide(Actor actor, long billId, bool accept, string why, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.DecideHeldBills, ct);
        var reason = Text.Required(why, "Why", Approval.ReasonMax);
        await using var transaction = await db.BeginTurn(FormattableString.Invariant($"bill:{billId}"), ct);
        var bill = await db.Bills.SingleOrDefaultAsync(row => row.Id == billId, ct) ?? throw Refusal.NotFound();
        Refusal.Unless(bill.State == BillState.Held, PaymentsRefusals.BillNotHeld);
        var asked = accept ? await Accept(db, actor, bill, reason, ct) : await Reject(db, actor, bill, reason, ct);
        await transaction.CommitAsync(ct);
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
        var act = await acts.Begin(db, actor, ask, ct);
        if (act.State == MoneyActState.Alone)
        {
            await BillAcceptApproval.Accept(db, act, bill, actor, clock.UtcNow(), ct);
        }

        return act.ApprovalNumber;
    }

    private async Task<string?> Reject(PortalDb db, Actor actor, Bill bill, string reason, CancellationToken ct)
    {
        await MoneyActRequests.CallOff(db, actor, BillAcceptApproval.KindName, [bill.Id], ct);
        bill.Reject(actor, clock.UtcNow());
        db.Audit(actor, "bill.rejected", "bill", Key(bill.Id), after: new { bill.Held }, why: reason);
        await db.SaveChangesAsync(ct);
        return null;
    }

    private sealed record Examined(IBillFormat Format, FileFacts Facts, BillOptions Options, BillReading Reading);

    private static (IBillFormat, FileFacts, BillReading) Examine(string path, IBillFormat? wanted, BillOptions options)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var facts = BillEncoding.Examine(stream);
        var format = wanted ?? (BillFormats.GuessOf(stream, facts) is { } guess ? BillFormats.Of(guess) : UnknownFormat.Instance);
        return (format, facts, format.Read(stream, facts, options));
    }

    /// <summary>What of the options a format reads: only that is kept with its bill.</summary>
    private static BillOptions Kept(IBillFormat format, BillOptions options) =>
        format.Name switch
        {
            BillFormats.WechatFund => BillOptions.None with { MerchantNo = options.MerchantNo },
            BillFormats.AlipayTrade => BillOptions.None with { PositiveFees = options.PositiveFees },
            BillFormats.StripePayout => BillOptions.None with { Zone = options.Zone },
            BillFormats.Mapped => BillOptions.None with { Map = options.Map },
            _ => BillOptions.None,
        };

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
        var refused = new Notification(
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

    private async Task<BillReceipt> TakeIn(Actor actor, string name, string received, Examined examined, CancellationToken ct)
    {
        var (format, facts, options, reading) = examined;
        var provider = format.ProviderOf(options);
        var before = await Revised(format, provider, reading, ct);
        var revision =
            before is null || before.Sha256 == facts.Sha256 ? null : await Task.Run(() => Compare(before, received, examined), ct);
        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await Known(db, provider, facts, ct) is { } known)
        {
            return known;
        }

        if (await BalanceGap(db, format, provider, reading, ct) is { } gap)
        {
            reading = reading with { Differences = [gap, .. reading.Differences] };
        }

        var now = clock.UtcNow();
        var bill = Bill.Received(format, name, facts, options, reading, revision, actor, now);
        files.Keep(received, facts.Sha256);
        db.Bills.Add(bill);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (Refusal fault) when (db.IsUniqueViolation(fault))
        {
            // Somebody imports the same file at this moment: theirs is the one.
            await transaction.RollbackAsync(ct);
            await using var again = await dbs.CreateDbContextAsync(ct);
            return (await Known(again, provider, facts, ct))!;
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
                format = format.Name,
                sha256 = facts.Sha256,
                bill.Payments,
                bill.Refunds,
                bill.GrossMinor,
                bill.RefundMinor,
                bill.Movements,
                bill.Held,
                notes = bill.Notes.Count,
            }
        );
        if (bill.State == BillState.Held)
        {
            var held = new Notification(NoticeKind.BillHeld, new NoticeThing("bill", Key(bill.Id)), $"bill-held:{Key(bill.Id)}", name);
            await db.Notify(held, db.StaffWith(Permit.DecideHeldBills), ct);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return ReceiptOf(bill, bill.State == BillState.Held ? BillStatus.Held : BillStatus.Posting);
    }

    /// <summary>The latest bill of the same account, format, kind and day.</summary>
    private async Task<Bill?> Revised(IBillFormat format, string provider, BillReading reading, CancellationToken ct)
    {
        if (reading.LastDay is null)
        {
            return null;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db
            .Bills.AsNoTracking()
            .Where(row => row.Provider == provider && row.MerchantNo == reading.MerchantNo && row.Kind == reading.Kind)
            .Where(row => row.Format == format.Name && row.Currency == reading.Currency)
            .Where(row => row.BillDay == reading.LastDay && row.State != BillState.Rejected)
            .OrderByDescending(row => row.Id)
            .FirstOrDefaultAsync(ct);
    }

    private (long, BillChanges)? Compare(Bill before, string received, Examined examined)
    {
        using var earlier = files.Open(before.Sha256);
        using var later = new FileStream(received, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var changes = BillComparison.Compare(
            examined.Format,
            (earlier, BillEncoding.Examine(earlier), before.Options),
            (later, examined.Facts, examined.Options),
            zone
        );
        return (before.Id, BillChanges.Of(changes));
    }

    /// <summary>An account opens where the bill of the day before closed it, where both say so.</summary>
    private static async Task<BillDifference?> BalanceGap(
        PortalDb db,
        IBillFormat format,
        string provider,
        BillReading reading,
        CancellationToken ct
    )
    {
        if (reading is not { FirstDay: { } first, OpeningMinor: { } opening })
        {
            return null;
        }

        var eve = first.AddDays(-1);
        var closed = await db
            .Bills.Where(row => row.Provider == provider && row.MerchantNo == reading.MerchantNo && row.Format == format.Name)
            .Where(row => row.BillDay == eve && row.State != BillState.Rejected && row.ClosingMinor != null)
            .OrderByDescending(row => row.Id)
            .Select(row => row.ClosingMinor)
            .FirstOrDefaultAsync(ct);
        return closed is { } closing && closing != opening ? new BillDifference("期初余额", opening, closing) : null;
    }

    /// <summary>The receipt of the same file imported before, or null.</summary>
    private static async Task<BillReceipt?> Known(PortalDb db, string provider, FileFacts facts, CancellationToken ct)
    {
        var bill = await db.Bills.AsNoTracking().SingleOrDefaultAsync(row => row.Provider == provider && row.Sha256 == facts.Sha256, ct);
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
            )
            {
                ShareMinor = bill.ShareMinor,
            },
            bill.SuspenseRows,
            bill.Held,
            bill.Differences,
            [],
            0
        )
        {
            Format = bill.Format,
            Currency = bill.Currency,
            Movements = bill.Movements,
            Changes = bill.Changes,
            Notes = bill.Notes,
        };

    internal static string Key(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"BL-{id:D6}");
}
