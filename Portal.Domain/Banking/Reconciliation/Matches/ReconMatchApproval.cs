using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Banking;

/// <summary>Lines are matched by hand: a second person agrees, and what waited in the bank's suspense goes where it belongs.</summary>
internal sealed class ReconMatchApproval(LedgerPoster poster, TransferMoney money, SettlementZone zone, TimeProvider clock)
    : IApprovalHandler
{
    public const string KindName = "recon-match";

    public string Name => KindName;
    public Permit Propose => Permit.Reconcile;
    public Permit Decide => Permit.ApproveMatches;
    public DecidedBy DecidedBy => DecidedBy.Staff;

    public async Task<IReadOnlyDictionary<string, string?>?> Content(PortalDb db, long subjectId, CancellationToken ct)
    {
        var match = await db.ReconMatches.AsNoTracking().SingleOrDefaultAsync(row => row.Id == subjectId, ct);
        if (match is not { State: ReconMatchState.Proposed })
        {
            return null;
        }

        var items = await db.ReconItems.AsNoTracking().Where(row => row.MatchId == subjectId).OrderBy(row => row.Id).ToListAsync(ct);
        string Listed(ReconSide side) =>
            string.Join(
                '\n',
                items
                    .Where(item => item.Side == side)
                    .Select(item =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{item.Reference.ReplaceLineEndings(" ")}={item.AmountMinor}={item.State}"
                        )
                    )
            );
        return new Dictionary<string, string?>
        {
            ["pair"] = match.Pair.ToString(),
            ["ours"] = Listed(ReconSide.Ours),
            ["oursTotal"] = Minor(match.OursMinor),
            ["theirs"] = Listed(ReconSide.Theirs),
            ["theirsTotal"] = Minor(match.TheirsMinor),
            ["bankFee"] = Minor(match.FeeMinor),
            ["currency"] = match.Currency,
            // Whatever happens to a line meanwhile (the other side arrived, another amount) is not what was agreed to. What can be read of
            // it stands in the lists above; this binds which rows they are.
            ["seal"] = Seal(items),
        };
    }

    public async Task Apply(PortalDb db, Approval approval, Actor checker, DateTime nowUtc, CancellationToken ct)
    {
        // Runs, imports and answers look at the same lines: one at a time.
        await db.Acquire(ReconciliationService.LockName, ct);
        await db.Acquire(BankImportService.LockName, ct);
        var match = await db.ReconMatches.SingleAsync(row => row.Id == approval.SubjectId, ct);
        var items = await db.ReconItems.Where(row => row.MatchId == match.Id).OrderBy(row => row.Id).ToListAsync(ct);
        var entry = match.Pair == ReconPair.Bank ? await Place(db, match, items, ct) : null;
        match.Agree(entry, nowUtc);
        foreach (var item in items)
        {
            item.Resolve(checker.Name, nowUtc);
        }

        db.Audit(
            checker,
            "recon.matched",
            "recon",
            match.Number,
            after: new
            {
                match.Items,
                match.OursMinor,
                match.TheirsMinor,
                match.FeeMinor,
            },
            why: approval.Number
        );
        await db.SaveChangesAsync(ct);
    }

    public async Task Drop(PortalDb db, Approval approval, DateTime nowUtc, CancellationToken ct) =>
        await Free(db, approval.SubjectId, nowUtc, ct);

    /// <summary>It will not be: its lines can be answered again.</summary>
    internal static async Task Free(PortalDb db, long matchId, DateTime nowUtc, CancellationToken ct)
    {
        (await db.ReconMatches.SingleAsync(row => row.Id == matchId, ct)).Drop(nowUtc);
        foreach (var item in await db.ReconItems.Where(row => row.MatchId == matchId).ToListAsync(ct))
        {
            item.TakeBack();
        }
    }

    /// <summary>The lines leave suspense; transfers arrive, withdrawals too; what the bank kept is its fee. One entry, in one key.</summary>
    private async Task<long?> Place(PortalDb db, ReconMatch match, IReadOnlyList<ReconItem> items, CancellationToken ct)
    {
        var parts = await ReconParts.Of(db, items, ct);
        parts.RefuseWhatCannotMove();
        await Pay(db, parts, ct);
        parts.PlaceLines();
        var currency = Currency.Of(match.Currency);
        (LedgerCode Account, long Minor)[] moves =
        [
            (LedgerCode.BankSuspense, parts.Lines.Sum(line => line.AmountMinor)),
            (LedgerCode.InTransit, parts.Transfers.Sum(transfer => transfer.AmountMinor)),
            (LedgerCode.InTransitGateway, parts.Withdrawals.Sum(movement => movement.AmountMinor)),
            (LedgerCode.BankFee, match.FeeMinor),
        ];
        JournalLine[] lines =
        [
            .. moves.Where(move => move.Minor != 0).Select(move => new JournalLine(move.Account, new Money(move.Minor, currency))),
        ];
        return lines.Length == 0
            // A line and the one that takes it back: suspense holds neither, and nothing is anywhere else.
            ? null
            : await poster.Post(
                db,
                JournalEntry.Of(
                    string.Create(CultureInfo.InvariantCulture, $"{KindName}:{match.Id}"),
                    EntryKind.ReconMatch,
                    zone.Today(clock),
                    lines
                ),
                ct
            );
    }

    private async Task Pay(PortalDb db, ReconParts parts, CancellationToken ct)
    {
        foreach (var transfer in parts.Transfers)
        {
            transfer.Debited(parts.Lines[0].Id);
            if (transfer.State != TransferState.Returned)
            {
                transfer.Reach(TransferState.Paid, clock.UtcNow());
            }
        }

        foreach (var payout in parts.Transfers.Select(transfer => transfer.PayoutId).Distinct())
        {
            await money.Settle(db, payout, null, ct);
        }
    }

    private static string Seal(IEnumerable<ReconItem> items)
    {
        var rows = string.Join(
            ',',
            items.Select(item =>
                string.Create(CultureInfo.InvariantCulture, $"{item.Id}:{(item.ResolvedUtc is null ? "open" : "settled")}")
            )
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(rows)));
    }

    private static string Minor(long minor) => minor.ToString(CultureInfo.InvariantCulture);
}
