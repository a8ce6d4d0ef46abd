using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Banking;

/// <summary>
/// Books the lines of bank statements, a slice a transaction: each line once (its entry's key is the line), each with what it does to
/// payouts. What cannot be placed stands in suspense.
/// </summary>
internal sealed class BankPosting(Acts acts, LedgerPoster poster, TransferMoney money, TimeProvider clock)
{
    private const int SliceMax = 100;
    private static readonly TimeSpan RunFor = TimeSpan.FromSeconds(5);
    private static readonly string[] FeeCodes = ["CHRG", "COMM", "FEES", "CHGS"];

    internal async Task<bool> Run(Actor actor, long statementId, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        while (await Slice(actor, statementId, ct))
        {
            if (Stopwatch.GetElapsedTime(started) > RunFor)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when something is left.</summary>
    private async Task<bool> Slice(Actor actor, long statementId, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        await step.Lock(BankImportService.LockName);
        var statement = await step.Db.BankStatements.SingleOrDefaultAsync(row => row.Id == statementId, ct) ?? throw Refusal.NotFound();
        if (statement.State != BankStatementState.Posting)
        {
            return false;
        }

        var account = await step.Db.OperatorAccounts.SingleAsync(row => row.Id == statement.AccountId, ct);
        await Open(step.Db, account, statement, ct);
        var lines = await step
            .Db.BankLines.Where(row => row.StatementId == statementId && row.Kind == BankLineKind.New)
            .OrderBy(row => row.Id)
            .Take(SliceMax)
            .ToListAsync(ct);
        if (lines.Count == 0)
        {
            statement.Finish();
            await Finish(step.Db, actor, statement, ct);
            await step.Commit();
            return false;
        }

        var facts = await BankLineFacts.Of(step.Db, lines, ct);
        var placed = new List<(BankLine Line, BankLineKind Kind, JournalEntry Entry)>();
        foreach (var line in lines)
        {
            placed.Add(await Place(step.Db, actor, account, line, facts, ct));
        }

        var ids = await poster.PostMany(step.Db, [.. placed.Select(one => one.Entry)], ct);
        for (var i = 0; i < placed.Count; i++)
        {
            placed[i].Line.Post(placed[i].Kind, ids[i]);
        }

        await step.Commit();
        return true;
    }

    private async Task Open(PortalDb db, OperatorAccount account, BankStatement statement, CancellationToken ct)
    {
        if (account.OpeningMinor is not null)
        {
            return;
        }

        account.Open(statement.OpeningMinor);
        if (statement.OpeningMinor != 0)
        {
            await poster.Post(
                db,
                JournalEntry.Move(
                    $"bank-opening:{account.Name}",
                    EntryKind.BankOpening,
                    statement.FromDay,
                    account.Ledger,
                    LedgerCode.OpeningBalance,
                    new Money(statement.OpeningMinor, Currency.Of(statement.Currency))
                ),
                ct
            );
        }
    }

    private static async Task Finish(PortalDb db, Actor actor, BankStatement statement, CancellationToken ct)
    {
        var unknown = await db.BankLines.CountAsync(row => row.StatementId == statement.Id && row.Kind == BankLineKind.Unknown, ct);
        db.Audit(
            actor,
            "bank-statement.posted",
            "bank-statement",
            BankImportService.Key(statement.Id),
            after: new
            {
                statement.Lines,
                statement.KnownLines,
                unknown,
                statement.ClosingMinor,
            }
        );
        await db.SaveChangesAsync(ct);
    }

    private async Task<(BankLine, BankLineKind, JournalEntry)> Place(
        PortalDb db,
        Actor actor,
        OperatorAccount account,
        BankLine line,
        BankLineFacts facts,
        CancellationToken ct
    )
    {
        var transfers = facts.TransfersOf(line);
        if (line.AmountMinor < 0 && transfers.Count > 0 && Fits(line, transfers) && transfers.All(row => row.InTransit))
        {
            return (line, BankLineKind.PayoutOut, await Pay(db, account, line, transfers, ct));
        }

        if (line.AmountMinor > 0 && line.IsReturn && transfers.Count > 0 && Fits(line, transfers) && transfers.All(CanReturn))
        {
            return (line, BankLineKind.PayoutBack, await Return(db, actor, account, line, transfers, facts, ct));
        }

        line.IsOf(facts.WithdrawalOf(line));
        var (kind, other) =
            line.AmountMinor < 0 && FeeCodes.Contains(line.Code.Split('/')[^1]) ? (BankLineKind.BankFee, LedgerCode.BankFee)
            : line.MovementId is not null ? (BankLineKind.Withdrawal, LedgerCode.InTransitGateway)
            : (BankLineKind.Unknown, LedgerCode.BankSuspense);
        return (line, kind, Entry(account, line, [(other, -line.AmountMinor)]));
    }

    private static bool Fits(BankLine line, IReadOnlyList<BankTransfer> transfers) =>
        transfers.Sum(row => row.AmountMinor) == Math.Abs(line.AmountMinor);

    private static bool CanReturn(BankTransfer transfer) =>
        transfer.ReturnLineId is null
        && transfer.State is TransferState.Paid or TransferState.Sent or TransferState.InFile or TransferState.Unknown;

    private async Task<JournalEntry> Pay(
        PortalDb db,
        OperatorAccount account,
        BankLine line,
        IReadOnlyList<BankTransfer> transfers,
        CancellationToken ct
    )
    {
        foreach (var transfer in transfers)
        {
            transfer.Debited(line.Id);
            // One that came back before the statement showed it leaving stays returned.
            if (transfer.State != TransferState.Returned)
            {
                transfer.Reach(TransferState.Paid, clock.UtcNow());
            }
        }

        foreach (var payout in transfers.Select(row => row.PayoutId).Distinct())
        {
            await money.Settle(db, payout, null, ct);
        }

        return Entry(account, line, [(LedgerCode.InTransit, -line.AmountMinor)]);
    }

    private async Task<JournalEntry> Return(
        PortalDb db,
        Actor actor,
        OperatorAccount account,
        BankLine line,
        IReadOnlyList<BankTransfer> transfers,
        BankLineFacts facts,
        CancellationToken ct
    )
    {
        foreach (var transfer in transfers)
        {
            var (reason, text) = facts.ReasonOf(line, transfer);
            transfer.CameBack(line.Id, reason, text);
            transfer.Reach(TransferState.Returned, clock.UtcNow());
            await money.Again(db, actor, transfer, ct);
        }

        // Two payouts of one organisation come back in one amount: an entry names an account once.
        return Entry(
            account,
            line,
            [
                .. transfers
                    .GroupBy(row => row.MerchantId)
                    .Select(owner => (LedgerCode.MerchantPayable(owner.Key), -owner.Sum(row => row.AmountMinor))),
            ]
        );
    }

    private static JournalEntry Entry(OperatorAccount account, BankLine line, (LedgerCode Account, long Minor)[] others)
    {
        var currency = Currency.Of(line.Currency);
        return JournalEntry.Of(
            string.Create(CultureInfo.InvariantCulture, $"bank-line:{line.Id}"),
            EntryKind.BankLine,
            line.BookDay,
            [
                new JournalLine(account.Ledger, new Money(line.AmountMinor, currency)),
                .. others.Select(other => new JournalLine(other.Account, new Money(other.Minor, currency))),
            ]
        );
    }
}
