using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>Stores the statements of a file, in the caller's transaction; their lines are posted afterwards.</summary>
public sealed class StatementIntake(TimeProvider clock)
{
    internal async Task<BankReceipt> Take(
        PortalDb db,
        BankImport import,
        IReadOnlyList<ReadStatement> read,
        BankProblems problems,
        CancellationToken ct
    )
    {
        var accounts = await db.OperatorAccounts.ToListAsync(ct);
        var made = new List<BankStatement>();
        var (lines, known) = (0, 0);
        foreach (var one in read.OrderBy(statement => statement.ToDay).ThenBy(statement => statement.SequenceNo))
        {
            var account = accounts.Find(row => row.Number == one.AccountNumber && row.Currency == one.Currency);
            if (account is null)
            {
                problems.Add(one.At, BankFaults.AccountUnknown, Masked(one.AccountNumber), one.Currency);
                continue;
            }

            var fresh = await Fresh(db, account, one, ct);
            lines += one.Entries.Count;
            known += one.Entries.Count - fresh.Count;
            if (await db.BankStatements.AnyAsync(row => row.AccountId == account.Id && row.Reference == one.Reference, ct))
            {
                if (fresh.Count > 0)
                {
                    problems.Add(one.At, BankFaults.StatementDiffers, one.Reference);
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
            .Where(row => row.AccountId == account.Id && row.State != BankStatementState.Rejected && row.ToDay <= read.ToDay)
            .OrderByDescending(row => row.ToDay)
            .ThenByDescending(row => row.Id)
            .FirstOrDefaultAsync(ct);
        var statement = BankStatement.Receive(import.Id, account.Id, read, read.Entries.Count - fresh.Count, before, clock.UtcNow());
        db.BankStatements.Add(statement);
        await db.SaveChangesAsync(ct);
        var lines = fresh
            .Select(one => (one.Entry, Line: BankLine.Receive(statement.Id, account.Id, one.Entry, one.No, one.Occurrence)))
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
        var refs = read.Entries.Select(entry => entry.ServicerRef).Distinct().ToArray();
        var have = (
            await db
                .BankLines.Where(row => row.AccountId == account.Id && EF.Parameter(refs).Contains(row.ServicerRef))
                .Select(row => new
                {
                    row.ServicerRef,
                    row.AmountMinor,
                    row.BookDay,
                    row.Occurrence,
                })
                .ToListAsync(ct)
        ).Select(row => (row.ServicerRef, row.AmountMinor, row.BookDay, row.Occurrence)).ToHashSet();
        var seen = new Dictionary<(string, long, DateOnly), int>();
        var fresh = new List<(ReadEntry, int, int)>();
        for (var at = 0; at < read.Entries.Count; at++)
        {
            var entry = read.Entries[at];
            var key = (entry.ServicerRef, entry.AmountMinor, entry.BookDay);
            var occurrence = seen[key] = seen.GetValueOrDefault(key) + 1;
            if (!have.Contains((entry.ServicerRef, entry.AmountMinor, entry.BookDay, occurrence)))
            {
                fresh.Add((entry, at + 1, occurrence));
            }
        }

        return fresh;
    }

    private static string Masked(string number) => number.Length > 4 ? "•••• " + number[^4..] : number;
}
