using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>Amounts moved by hand: proposed by one person of finance, agreed by another, posted once.</summary>
public sealed class AdjustmentService(Acts acts, ApprovalRequests desk, TimeProvider clock)
{
    /// <summary>Letters that a note may have.</summary>
    public const int NoteMax = Adjustment.NoteMax;

    /// <summary>Everybody's adjustments, newest first; of one organisation when named.</summary>
    public async Task<Page<AdjustmentRow>> List(Actor actor, string? slug, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewSettlements, ct);
        var rows = act
            .Db.Adjustments.AsNoTracking()
            .Where(row => slug == null || act.Db.Merchants.Any(merchant => merchant.Id == row.MerchantId && merchant.Slug == slug));
        var page = await rows.Keyset(ask, row => row.Id, row => row, ct);
        long[] ids = [.. page.Rows.Select(row => row.MerchantId).Distinct()];
        var merchants = await act.Db.Merchants.Where(row => EF.Parameter(ids).Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
        return new Page<AdjustmentRow>(
            [.. page.Rows.Select(row => Row(row, merchants[row.MerchantId].Slug, merchants[row.MerchantId].DisplayName))],
            page.Newer,
            page.Older
        );
    }

    /// <summary>Proposes an adjustment. Nothing moves until another person of finance agrees; returns the approval's number.</summary>
    /// <exception cref="Refusal">No such organisation, payment or statement; no reason; the amount is zero or out of range.</exception>
    public async Task<string> Propose(Actor actor, AdjustmentForm form, string key, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ProposeAdjustments, ct);
        await act.Command(key);
        if (await ApprovalRequests.Repeated(act.Db, actor, key, ct) is { } done)
        {
            return done.Number;
        }

        var merchant =
            await act.Db.Merchants.SingleOrDefaultAsync(row => row.Slug == (form.Merchant ?? "").Trim(), ct)
            ?? throw Refusal.NotFound().On(nameof(AdjustmentForm.Merchant));
        var now = clock.UtcNow();
        var year = now.ToString("yyyy", CultureInfo.InvariantCulture);
        var serial = await Sequences.Next(act.Db, $"AJ-{year}", ct);
        var number = string.Create(CultureInfo.InvariantCulture, $"AJ-{year}-{serial:D6}");
        var row = Adjustment.Propose(number, merchant.Id, form, actor.Name, now);
        await CheckLinks(act.Db, merchant, row, ct);
        act.Db.Adjustments.Add(row);
        await act.Save();
        var title = $"{merchant.DisplayName} {number}";
        var proposal = new Proposal(
            AdjustmentApproval.KindName,
            row.Id,
            title,
            new Dictionary<string, string?>(),
            row.Note,
            key,
            merchant.Id
        );
        var approval = await desk.Propose(act.Db, actor, proposal, ct);
        await act.Commit();
        return approval.Number;
    }

    private static async Task CheckLinks(PortalDb db, Merchant merchant, Adjustment row, CancellationToken ct)
    {
        if (row.PaymentNo is { } payment && !await db.Payments.Of(merchant).AnyAsync(one => one.TransactionId == payment, ct))
        {
            throw new Refusal(TermsRefusals.NoSuchPayment, payment).On(nameof(Adjustment.PaymentNo));
        }

        if (row.StatementNumber is { } statement && !await db.Statements.Of(merchant).AnyAsync(one => one.Number == statement, ct))
        {
            throw new Refusal(TermsRefusals.NoSuchStatement, statement).On(nameof(Adjustment.StatementNumber));
        }
    }

    private static AdjustmentRow Row(Adjustment row, string slug, string name) =>
        new(
            row.Number,
            slug,
            name,
            row.AmountMinor,
            row.Currency,
            row.Reason,
            row.Note,
            row.Account,
            row.PaymentNo,
            row.StatementNumber,
            row.State,
            row.MadeBy,
            row.MadeUtc,
            row.DecidedBy,
            row.ApprovalNumber,
            row.EntryId
        );
}
