using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Reports;

/// <summary>Business days, both ends included; null is open.</summary>
public sealed record BooksPeriod(DateOnly? From, DateOnly? To)
{
    public static BooksPeriod All { get; } = new(null, null);
}

/// <summary>Writes the books for other programs: streamed, so a file of any length takes the same memory. The same books give the same bytes.</summary>
public sealed class BooksExportService(Acts acts, SettlementZone zone, FileTrail files, TimeProvider clock)
{
    /// <summary>The file of a period; an open end is the first or last business day there is, and the file's name says both.</summary>
    /// <exception cref="Refusal">Not permitted; the period ends before it begins.</exception>
    public async Task<OutgoingFile> Export(Actor actor, BooksFile file, BooksPeriod period, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ExportBooks, ct);
        Refusal.Unless(period.From is not { } from || period.To is not { } to || from <= to, ReportsRefusals.PeriodBackwards);
        var (first, last) = await Days(act.Db, period, ct);
        var (word, ending, type) = file switch
        {
            BooksFile.Journal => ("journal", "journal", "text/plain; charset=utf-8"),
            BooksFile.TrialBalance => ("trial-balance", "csv", CsvRows.ContentType),
            BooksFile.Payments => ("payments", "csv", CsvRows.ContentType),
            BooksFile.Fees => ("fees", "csv", CsvRows.ContentType),
            BooksFile.Vat => ("vat", "csv", CsvRows.ContentType),
        };
        return new OutgoingFile(
            files,
            new FileAct(actor, "books.exported", "books", file.ToString(), Facts: new { From = first, To = last }),
            string.Create(CultureInfo.InvariantCulture, $"{word}_{first:yyyyMMdd}_{last:yyyyMMdd}_{FileNames.Zone(zone)}.{ending}"),
            type,
            (writer, token) => Write(file, new BooksPeriod(first, last), writer, token)
        );
    }

    /// <summary>What an open end stands for: the days of the entries, or today where there are none.</summary>
    private async Task<(DateOnly First, DateOnly Last)> Days(PortalDb db, BooksPeriod period, CancellationToken ct)
    {
        var today = zone.Today(clock);
        var first = period.From ?? await db.LedgerEntries.MinAsync(entry => (DateOnly?)entry.BusinessDay, ct) ?? today;
        var last = period.To ?? await db.LedgerEntries.MaxAsync(entry => (DateOnly?)entry.BusinessDay, ct) ?? today;
        // An open end beyond the books is still a period: the day that was asked for.
        return (period.From is null && first > last ? last : first, period.To is null && last < first ? first : last);
    }

    private async Task Write(BooksFile file, BooksPeriod period, FileWriter to, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        await using var writer = to.Text(file == BooksFile.Journal ? "\n" : CsvRows.NewLine, mark: file != BooksFile.Journal);
        await using var csv = file == BooksFile.Journal ? null : new CsvRows(writer);
        var rows = new BooksRows(step.Db, period, zone, to, csv!);
        await (
            file switch
            {
                BooksFile.Journal => Journal(step.Db, period, to, writer, ct),
                BooksFile.TrialBalance => Trial(step.Db, period, to, csv!, ct),
                BooksFile.Payments => rows.Payments(ct),
                BooksFile.Fees => rows.Fees(ct),
                BooksFile.Vat => rows.Vat(ct),
            }
        );
    }

    private sealed record Side(string Code, string Currency, long AmountMinor);

    private async Task Journal(PortalDb db, BooksPeriod period, FileWriter file, StreamWriter writer, CancellationToken ct)
    {
        var accounts = await db.LedgerAccounts.AsNoTracking().OrderBy(account => account.Code).ToListAsync(ct);
        await writer.WriteLineAsync($"; business days of {zone.Zone.Id}");
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

        await Entries(db, period, accounts.ToDictionary(account => account.Id), file, writer, ct);
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

    private static async Task Entries(
        PortalDb db,
        BooksPeriod period,
        Dictionary<long, LedgerAccount> accounts,
        FileWriter file,
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
        var last = 0L;
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (row.Id != last)
            {
                last = row.Id;
                file.Row();
                await writer.WriteLineAsync();
                var text = row.Memo is null ? row.Kind : $"{row.Kind}, {row.Memo}";
                await writer.WriteLineAsync(JournalText.Head(row.BusinessDay, FormattableString.Invariant($"E{row.Id}"), text));
                await writer.WriteLineAsync(JournalText.Key(row.Key));
            }

            var account = accounts[row.AccountId];
            await writer.WriteLineAsync(JournalText.Posting(account.Code, new Money(row.AmountMinor, Currency.Of(account.Currency))));
        }
    }

    private async Task Trial(PortalDb db, BooksPeriod period, FileWriter file, CsvRows csv, CancellationToken ct)
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
        string[] heads = ["Account", "Kind", "Currency", $"Opening ({zone.Zone.Id})", "Debits", "Credits", $"Closing ({zone.Zone.Id})"];
        await csv.Write(heads, ct);
        foreach (var account in accounts)
        {
            file.Row();
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
            await csv.Write(cells, ct);
        }
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
