using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Reports;

/// <summary>What of the books a file holds.</summary>
public enum BooksFile
{
    /// <summary>Every entry with its postings, for hledger and ledger.</summary>
    Journal,

    /// <summary>Opening, debits, credits and closing of every account.</summary>
    TrialBalance,
    Payments,
    Fees,

    /// <summary>The VAT of every line of every closed statement.</summary>
    Vat,
}

/// <summary>Business days, both ends included; null is open.</summary>
public sealed record BooksPeriod(DateOnly? From, DateOnly? To)
{
    public static BooksPeriod All { get; } = new(null, null);
}

public sealed record BooksReceipt(string Sha256, long Lines);

/// <summary>Writes the books for other programs: streamed, so a file of any length takes the same memory. The same books give the same bytes.</summary>
public sealed class BooksExportService(IDbContextFactory<PortalDb> dbs, Gate gate, SettlementZone zone, AuditAnchors anchors)
{
    /// <exception cref="Refusal">Not permitted; the period ends before it begins.</exception>
    [Needs(Permit.ExportBooks)]
    public async Task<BooksReceipt> Export(Actor actor, BooksFile file, BooksPeriod period, Stream output, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ExportBooks, ct);
        Refusal.Unless(period.From is not { } from || period.To is not { } to || from <= to, ReportsRefusals.PeriodBackwards);
        using var hash = SHA256.Create();
        long lines;
        await using (var hashed = new CryptoStream(output, hash, CryptoStreamMode.Write, leaveOpen: true))
        await using (var writer = new StreamWriter(hashed, new UTF8Encoding(file != BooksFile.Journal), 1 << 16))
        {
            writer.NewLine = file == BooksFile.Journal ? "\n" : CsvText.NewLine;
            lines = file switch
            {
                BooksFile.Journal => await Journal(db, period, writer, ct),
                BooksFile.TrialBalance => await Trial(db, period, writer, ct),
                BooksFile.Payments => await BooksRows.Payments(db, period, zone, writer, ct),
                BooksFile.Fees => await BooksRows.Fees(db, period, writer, ct),
                BooksFile.Vat => await BooksRows.Vat(db, period, writer, ct),
            };
        }

        var receipt = new BooksReceipt(Convert.ToHexStringLower(hash.Hash!), lines);
        db.Audit(
            actor,
            "books.exported",
            "books",
            file.ToString(),
            after: new
            {
                period.From,
                period.To,
                receipt.Lines,
                receipt.Sha256,
            }
        );
        await db.SaveChangesAsync(ct);
        await anchors.Append(db, "books.exported", ct);
        return receipt;
    }

    private sealed record Side(string Code, string Currency, long AmountMinor);

    private static async Task<long> Journal(PortalDb db, BooksPeriod period, StreamWriter writer, CancellationToken ct)
    {
        var accounts = await db.LedgerAccounts.AsNoTracking().OrderBy(account => account.Code).ToListAsync(ct);
        await writer.WriteLineAsync(JournalText.Tag);
        foreach (var currency in accounts.Select(account => account.Currency).Distinct().Order(StringComparer.Ordinal))
        {
            await writer.WriteLineAsync(JournalText.Commodity(Currency.Of(currency)));
        }

        foreach (var code in accounts.Select(account => account.Code).Distinct().Order(StringComparer.Ordinal))
        {
            await writer.WriteLineAsync(JournalText.Account(code));
        }

        if (period.From is { } day)
        {
            await Opening(db, day, writer, ct);
        }

        return await Entries(db, period, accounts.ToDictionary(account => account.Id), writer, ct);
    }

    /// <summary>What stood in the books before the period; it adds up to zero because every entry does.</summary>
    private static async Task Opening(PortalDb db, DateOnly from, StreamWriter writer, CancellationToken ct)
    {
        var before = await Sums(db, db.LedgerEntries.Where(entry => entry.BusinessDay < from), ct);
        if (before.Count == 0)
        {
            return;
        }

        await writer.WriteLineAsync();
        await writer.WriteLineAsync(JournalText.Head(from, "OPENING", "opening balances"));
        foreach (var side in before.Where(side => side.AmountMinor != 0))
        {
            await writer.WriteLineAsync(JournalText.Posting(side.Code, new Money(side.AmountMinor, Currency.Of(side.Currency))));
        }
    }

    private static async Task<long> Entries(
        PortalDb db,
        BooksPeriod period,
        Dictionary<long, LedgerAccount> accounts,
        StreamWriter writer,
        CancellationToken ct
    )
    {
        var rows =
            from entry in Within(db.LedgerEntries.AsNoTracking(), period)
            join posting in db.Postings on entry.Id equals posting.EntryId
            orderby entry.BusinessDay, entry.Id, posting.Line
            select new
            {
                entry.Id,
                entry.Key,
                entry.Kind,
                entry.BusinessDay,
                entry.Memo,
                posting.AccountId,
                posting.AmountMinor,
            };
        var (last, entries) = (0L, 0L);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (row.Id != last)
            {
                last = row.Id;
                entries++;
                await writer.WriteLineAsync();
                var text = row.Memo is null ? row.Kind : $"{row.Kind}, {row.Memo}";
                await writer.WriteLineAsync(JournalText.Head(row.BusinessDay, FormattableString.Invariant($"E{row.Id}"), text));
                await writer.WriteLineAsync(JournalText.Key(row.Key));
            }

            var account = accounts[row.AccountId];
            await writer.WriteLineAsync(JournalText.Posting(account.Code, new Money(row.AmountMinor, Currency.Of(account.Currency))));
        }

        return entries;
    }

    private static async Task<long> Trial(PortalDb db, BooksPeriod period, StreamWriter writer, CancellationToken ct)
    {
        var before = period.From is { } from ? await Sums(db, db.LedgerEntries.Where(entry => entry.BusinessDay < from), ct) : [];
        var within = await Within(db.LedgerEntries, period)
            .Join(db.Postings, entry => entry.Id, posting => posting.EntryId, (_, posting) => posting)
            .GroupBy(posting => posting.AccountId)
            .Select(group => new
            {
                group.Key,
                Debits = group.Sum(posting => posting.AmountMinor > 0 ? posting.AmountMinor : 0),
                Credits = group.Sum(posting => posting.AmountMinor < 0 ? -posting.AmountMinor : 0),
            })
            .ToDictionaryAsync(row => row.Key, ct);
        var opening = before.ToDictionary(side => (side.Code, side.Currency), side => side.AmountMinor);
        var accounts = await db.LedgerAccounts.AsNoTracking().OrderBy(row => row.Code).ThenBy(row => row.Currency).ToListAsync(ct);
        await writer.WriteLineAsync("Account,Kind,Currency,Opening,Debits,Credits,Closing");
        foreach (var account in accounts)
        {
            var currency = Currency.Of(account.Currency);
            var first = opening.GetValueOrDefault((account.Code, account.Currency));
            var moved = within.GetValueOrDefault(account.Id);
            var (debits, credits) = (moved?.Debits ?? 0, moved?.Credits ?? 0);
            object?[] cells =
            [
                account.Code,
                account.Kind.ToString(),
                account.Currency,
                new Money(first, currency),
                new Money(debits, currency),
                new Money(credits, currency),
                new Money(first + debits - credits, currency),
            ];
            await writer.WriteLineAsync(string.Join(',', cells.Select(CsvText.Cell)));
        }

        return accounts.Count;
    }

    private static async Task<List<Side>> Sums(PortalDb db, IQueryable<LedgerEntry> entries, CancellationToken ct)
    {
        var sums = await entries
            .Join(db.Postings, entry => entry.Id, posting => posting.EntryId, (_, posting) => posting)
            .GroupBy(posting => posting.AccountId)
            .Select(group => new { group.Key, Sum = group.Sum(posting => posting.AmountMinor) })
            .Join(
                db.LedgerAccounts,
                row => row.Key,
                account => account.Id,
                (row, account) =>
                    new
                    {
                        account.Code,
                        account.Currency,
                        row.Sum,
                    }
            )
            .OrderBy(row => row.Code)
            .ThenBy(row => row.Currency)
            .ToListAsync(ct);
        return [.. sums.Select(row => new Side(row.Code, row.Currency, row.Sum))];
    }

    private static IQueryable<LedgerEntry> Within(IQueryable<LedgerEntry> entries, BooksPeriod period)
    {
        if (period.From is { } from)
        {
            entries = entries.Where(entry => entry.BusinessDay >= from);
        }

        return period.To is { } to ? entries.Where(entry => entry.BusinessDay <= to) : entries;
    }
}
