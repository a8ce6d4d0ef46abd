using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>Stores the statements of a file, in the caller's transaction; their lines are posted afterwards.</summary>
internal sealed class StatementIntake(TimeProvider clock)
{
    internal async Task<BankReceipt> Take(
        PortalDb db,
        Actor actor,
        BankImport import,
        IReadOnlyList<ReadStatement> read,
        BankProblems problems,
        CancellationToken ct
    )
    {
        var accounts = await db.OperatorAccounts.ToListAsync(ct);
        var made = new List<BankStatement>();
        var (lines, known) = (0, 0);
        foreach (var one in read.OrderBy(page => page.ToDay).ThenBy(page => page.SequenceNo).ThenBy(page => page.PageNo))
        {
            var account = accounts.Find(row => row.IsAt(one.AccountNumber) && row.Currency == one.Currency);
            if (account is null)
            {
                problems.Add(one.At, BankFaults.AccountUnknown, Mask.Number(one.AccountNumber), one.Currency);
                continue;
            }

            var there = await db.BankStatements.SingleOrDefaultAsync(
                row =>
                    row.AccountId == account.Id
                    && row.Identity == one.Identity
                    && row.State != BankStatementState.Rejected
                    && row.State != BankStatementState.Replaced,
                ct
            );
            var fresh = await Fresh(db, account, one, ct);
            lines += one.Entries.Count;
            known += one.Entries.Count - fresh.Count;
            if (there is { State: BankStatementState.Held })
            {
                await Replace(db, actor, there, ct);
            }
            else if (there is not null)
            {
                if (fresh.Count > 0 || !IsThe(there, one))
                {
                    problems.Add(one.At, BankFaults.StatementDiffers, one.Reference, BankImportService.Key(there.Id));
                }

                continue;
            }

            if (problems.Count == 0)
            {
                made.Add(await Store(db, import, account, one, fresh, ct));
            }
        }

        if (problems.Count > 0)
        {
            return BankReceipt.Refused(problems);
        }

        var held = made.Exists(row => row.State == BankStatementState.Held);
        return new BankReceipt(
            held ? BankFileStatus.Held : BankFileStatus.Imported,
            BankImportKind.Statement,
            import.Id,
            made.Count,
            lines,
            known,
            [.. made.Select(row => row.Id)],
            [],
            0
        );
    }

    private static bool IsThe(BankStatement there, ReadStatement read) =>
        (there.Lines, there.OpeningMinor, there.ClosingMinor) == (read.Entries.Count, read.OpeningMinor, read.ClosingMinor);

    /// <summary>One that waits makes way for what the bank gives under the same name: nothing of it was booked.</summary>
    private async Task Replace(PortalDb db, Actor actor, BankStatement held, CancellationToken ct)
    {
        held.Replace(actor, clock.UtcNow());
        db.Audit(
            actor,
            "bank-statement.replaced",
            "bank-statement",
            BankImportService.Key(held.Id),
            after: new
            {
                held.Held,
                held.DifferenceMinor,
                held.ClosingMinor,
            }
        );
        await db.SaveChangesAsync(ct);
    }

    /// <summary>A held statement counts now: its lines too, but for those another statement has shown meanwhile.</summary>
    internal static async Task Admit(PortalDb db, BankStatement statement, CancellationToken ct)
    {
        var lines = await db.BankLines.Where(row => row.StatementId == statement.Id).OrderBy(row => row.No).ToListAsync(ct);
        var have = await Have(db, statement.AccountId, [.. lines.Select(line => line.ServicerRef).Distinct()], ct);
        foreach (
            var line in lines.Where(line => !have.Contains(new LineKey(line.ServicerRef, line.AmountMinor, line.BookDay, line.Occurrence)))
        )
        {
            line.Admit();
        }

        statement.Knows(lines.Count(line => line.Kind == BankLineKind.Aside));
    }

    private async Task<BankStatement> Store(
        PortalDb db,
        BankImport import,
        OperatorAccount account,
        ReadStatement read,
        List<(ReadEntry Entry, int No, int Occurrence)> fresh,
        CancellationToken ct
    )
    {
        var before = await db
            .BankStatements.AsNoTracking()
            .Where(row => row.AccountId == account.Id && row.ToDay <= read.ToDay)
            .Where(row => row.State != BankStatementState.Rejected && row.State != BankStatementState.Replaced)
            .OrderByDescending(row => row.ToDay)
            .ThenByDescending(row => row.Id)
            .FirstOrDefaultAsync(ct);
        var held = await Held(db, account, read, fresh, before, ct);
        var statement = BankStatement.Receive(import.Id, account.Id, read, read.Entries.Count - fresh.Count, before, held);
        db.BankStatements.Add(statement);
        await db.SaveChangesAsync(ct);
        var lines = fresh
            .Select(one =>
                (one.Entry, Line: BankLine.Receive(statement.Id, account.Id, one.Entry, one.No, one.Occurrence, held is not null))
            )
            .ToList();
        db.BankLines.AddRange(lines.Select(one => one.Line));
        await db.SaveChangesAsync(ct);
        db.BankLineDetails.AddRange(
            lines.SelectMany(one => one.Entry.Details.Select((detail, at) => BankLineDetail.Of(one.Line.Id, at + 1, detail)))
        );
        var now = clock.UtcNow();
        if (statement.State == BankStatementState.Posting)
        {
            db.WorkItems.Add(WorkItem.For(BankImportService.PostWork, statement.Id, now, now));
        }

        await db.SaveChangesAsync(ct);
        return statement;
    }

    /// <summary>The entries no statement of this account has shown before; the same reference, amount and day may occur twice in one.</summary>
    private static async Task<List<(ReadEntry Entry, int No, int Occurrence)>> Fresh(
        PortalDb db,
        OperatorAccount account,
        ReadStatement read,
        CancellationToken ct
    )
    {
        var have = await Have(db, account.Id, [.. read.Entries.Select(entry => entry.ServicerRef).Distinct()], ct);
        var seen = new Dictionary<(string, long, DateOnly), int>();
        var fresh = new List<(ReadEntry, int, int)>();
        for (var at = 0; at < read.Entries.Count; at++)
        {
            var entry = read.Entries[at];
            var key = (entry.ServicerRef, entry.AmountMinor, entry.BookDay);
            var occurrence = seen[key] = seen.GetValueOrDefault(key) + 1;
            if (!have.Contains(new LineKey(entry.ServicerRef, entry.AmountMinor, entry.BookDay, occurrence)))
            {
                fresh.Add((entry, at + 1, occurrence));
            }
        }

        return fresh;
    }

    private readonly record struct LineKey(string ServicerRef, long AmountMinor, DateOnly BookDay, int Occurrence);

    /// <summary>The lines that count already; what waits or was turned away does not.</summary>
    private static async Task<HashSet<LineKey>> Have(PortalDb db, long accountId, string[] refs, CancellationToken ct)
    {
        var rows = await db
            .BankLines.Where(row => row.AccountId == accountId && EF.Parameter(refs).Contains(row.ServicerRef))
            .Where(row => row.Kind != BankLineKind.Aside)
            .Select(row => new
            {
                row.ServicerRef,
                row.AmountMinor,
                row.BookDay,
                row.Occurrence,
            })
            .ToListAsync(ct);
        return [.. rows.Select(row => new LineKey(row.ServicerRef, row.AmountMinor, row.BookDay, row.Occurrence))];
    }

    /// <summary>Whether a person is asked first. Lines that nothing tells apart are booked, unless the balances say that they may be the old ones.</summary>
    private async Task<BankHeldReason?> Held(
        PortalDb db,
        OperatorAccount account,
        ReadStatement read,
        List<(ReadEntry Entry, int No, int Occurrence)> fresh,
        BankStatement? before,
        CancellationToken ct
    )
    {
        if (read.DifferenceMinor != 0)
        {
            return BankHeldReason.Differs;
        }

        if (read.NoOpening)
        {
            return BankHeldReason.NoOpening;
        }

        if (DayRules.IsToCome(read.ToDay, clock.UtcNow()))
        {
            return BankHeldReason.FutureDay;
        }

        var unnamed = fresh.Where(one => !one.Entry.OwnRef).Select(one => (one.Entry.BookDay, one.Entry.AmountMinor)).ToHashSet();
        if (unnamed.Count == 0 || before is null || before.ClosingMinor == read.OpeningMinor)
        {
            return null;
        }

        var days = unnamed.Select(one => one.BookDay).Distinct().ToArray();
        var booked = await db
            .BankLines.Where(row => row.AccountId == account.Id && EF.Parameter(days).Contains(row.BookDay))
            .Where(row => row.Kind != BankLineKind.Aside)
            .Select(row => new { row.BookDay, row.AmountMinor })
            .ToListAsync(ct);
        return booked.Exists(row => unnamed.Contains((row.BookDay, row.AmountMinor))) ? BankHeldReason.MayRepeat : null;
    }
}
