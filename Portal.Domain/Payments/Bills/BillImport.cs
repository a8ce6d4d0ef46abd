using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Payments;

/// <summary>
/// The way of a bill into Portal: received, checked, kept. It is read once: the bytes are looked at as they arrive, then every row is checked,
/// and a file with anything wrong in it is refused whole. Repeating a bill changes nothing; one that revises another or disagrees with its own
/// summary waits for a person. What is kept is posted by <see cref="BillPosting"/>.
/// </summary>
internal sealed class BillImport(Acts acts, BillFiles files, SettlementZone zone, TimeProvider clock)
{
    /// <exception cref="Refusal">No such format, mapping or zone; the file is larger than <see cref="BillFiles.BytesMax"/>.</exception>
    internal async Task<BillReceipt> Run(Actor actor, BillAsk ask, string fileName, Stream content, CancellationToken ct)
    {
        var options = await Options(ask, fileName, ct);
        var wanted = ask.Format == BillFormats.Any ? null : BillFormats.Of(ask.Format);
        var name = Text.Tail(Path.GetFileName(fileName), 200);
        var (received, facts) = await files.Receive(content, ct);
        try
        {
            var bill = await Task.Run(() => Check(received, facts, wanted, options), ct);
            var receipt = bill.Reading.Problems.Any ? await Refuse(actor, name, bill, ct) : await Keep(actor, name, received, bill, ct);
            Telemetry.BillsImported.Count("status", receipt.Status.ToString());
            return receipt with { Format = bill.Format.Name };
        }
        finally
        {
            File.Delete(received);
        }
    }

    private async Task<BillOptions> Options(BillAsk ask, string fileName, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        return await BillAsk.OptionsOf(step.Db, ask, fileName, ct);
    }

    private static CheckedBill Check(string received, FileFacts facts, IBillFormat? wanted, BillOptions options)
    {
        using var file = new FileStream(received, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var format = wanted ?? (BillFormats.GuessOf(file, facts) is { } guess ? BillFormats.Of(guess) : UnknownFormat.Instance);
        return new CheckedBill(format, facts, Read(format, options), format.Read(file, facts, options));
    }

    /// <summary>What of the options a format reads: only that is kept with its bill.</summary>
    private static BillOptions Read(IBillFormat format, BillOptions options) =>
        format.Name switch
        {
            BillFormats.WechatFund => BillOptions.None with { MerchantNo = options.MerchantNo },
            BillFormats.AlipayTrade => BillOptions.None with { PositiveFees = options.PositiveFees },
            BillFormats.StripePayout => BillOptions.None with { Zone = options.Zone },
            BillFormats.Mapped => BillOptions.None with { Map = options.Map },
            _ => BillOptions.None,
        };

    private async Task<BillReceipt> Refuse(Actor actor, string name, CheckedBill bill, CancellationToken ct)
    {
        var (facts, reading) = (bill.Facts, bill.Reading);
        await using var step = await acts.Step(ct);
        var first = reading.Problems.Kept[0];
        step.Db.Audit(
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
        await step.Db.Notify(refused, step.Db.StaffWith(Permit.ImportBills), ct, except: actor);
        await step.Commit();
        return new BillReceipt(BillStatus.Refused, null, BillTotals.None, 0, null, [], reading.Problems.Kept, reading.Problems.Count);
    }

    private async Task<BillReceipt> Keep(Actor actor, string name, string received, CheckedBill examined, CancellationToken ct)
    {
        var (format, facts, options, reading) = examined;
        var provider = format.ProviderOf(options);
        var before = await Revised(format, provider, reading, ct);
        var revision =
            before is null || before.Sha256 == facts.Sha256 ? null : await Task.Run(() => Compare(before, received, examined), ct);
        await using var step = await acts.Step(ct);
        await step.Begin();
        if (await Known(step.Db, provider, facts, ct) is { } known)
        {
            return known;
        }

        if (await BalanceGap(step.Db, format, provider, reading, ct) is { } gap)
        {
            reading = reading with { Differences = [gap, .. reading.Differences] };
        }

        var now = clock.UtcNow();
        var bill = Bill.Received(format, name, facts, options, reading, revision, actor, now);
        files.Keep(received, facts.Sha256);
        step.Db.Bills.Add(bill);
        if (!await step.Db.SavedFirst(null, ct))
        {
            // Somebody imports the same file at this moment: theirs is the one.
            await step.GiveUp();
            await using var again = await acts.Step(ct);
            return (await Known(again.Db, provider, facts, ct))!;
        }

        if (bill.State == BillState.Posting)
        {
            step.Db.WorkItems.Add(WorkItem.For(BillService.PostWork, bill.Id, now, now));
        }

        step.Db.Audit(
            actor,
            bill.State == BillState.Held ? "bill.held" : "bill.imported",
            "bill",
            BillService.Key(bill.Id),
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
            var held = new Notification(
                NoticeKind.BillHeld,
                new NoticeThing("bill", BillService.Key(bill.Id)),
                $"bill-held:{BillService.Key(bill.Id)}",
                name
            );
            await step.Db.Notify(held, step.Db.StaffWith(Permit.DecideHeldBills), ct);
        }

        await step.Commit();
        return BillReceipt.Of(bill, bill.State == BillState.Held ? BillStatus.Held : BillStatus.Posting);
    }

    /// <summary>The latest bill of the same account, format, kind and day.</summary>
    private async Task<Bill?> Revised(IBillFormat format, string provider, BillReading reading, CancellationToken ct)
    {
        if (reading.LastDay is null)
        {
            return null;
        }

        await using var step = await acts.Step(ct);
        return await step
            .Db.Bills.AsNoTracking()
            .Where(row => row.Provider == provider && row.MerchantNo == reading.MerchantNo && row.Kind == reading.Kind)
            .Where(row => row.Format == format.Name && row.Currency == reading.Currency)
            .Where(row => row.BillDay == reading.LastDay && row.State != BillState.Rejected)
            .OrderByDescending(row => row.Id)
            .FirstOrDefaultAsync(ct);
    }

    private (long, BillChanges)? Compare(Bill before, string received, CheckedBill examined)
    {
        var (earlier, facts) = files.Open(before);
        using var kept = earlier;
        using var later = new FileStream(received, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var changes = BillComparison.Compare(
            examined.Format,
            (earlier, facts, before.Options),
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

        return BillReceipt.Of(bill, bill.State == BillState.Held ? BillStatus.Held : BillStatus.AlreadyImported);
    }
}
