using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;

namespace Portal.Domain.Banking;

/// <summary>
/// Which bank lines are money a gateway paid out to us: the same amount, near the day of a withdrawal in a fund bill, and its reference (or
/// the account's number) in the line's text. One withdrawal is one line.
/// </summary>
internal static class GatewayWithdrawals
{
    private const int DaysMax = 10;

    /// <summary>By line, the withdrawal it is.</summary>
    public static async Task<IReadOnlyDictionary<long, long>> Of(
        PortalDb db,
        IReadOnlyList<BankLine> lines,
        IReadOnlyList<BankLineDetail> details,
        CancellationToken ct
    )
    {
        var credits = lines.Where(line => line.AmountMinor > 0 && !line.IsReturn).OrderBy(line => line.Id).ToList();
        var amounts = credits.Select(line => -line.AmountMinor).Distinct().ToArray();
        if (amounts.Length == 0)
        {
            return new Dictionary<long, long>();
        }

        var open = await db
            .GatewayMovements.AsNoTracking()
            .Where(row => row.Kind == MovementKind.Withdrawal && EF.Parameter(amounts).Contains(row.AmountMinor))
            .Where(row => !db.BankLines.Any(line => line.MovementId == row.Id))
            // Several withdrawals may have come as one line: people matched them, and none comes again.
            .Where(row =>
                !db.ReconItems.Any(item =>
                    item.RefKind == ReconRef.Movement
                    && item.RefId == row.Id
                    && item.Pair == ReconPair.Bank
                    && db.ReconMatches.Any(match => match.Id == item.MatchId && match.State == ReconMatchState.Agreed)
                )
            )
            .OrderBy(row => row.Id)
            .ToListAsync(ct);
        var byLine = details.ToLookup(detail => detail.LineId);
        var found = new Dictionary<long, long>();
        foreach (var line in credits)
        {
            var words = string.Join(' ', byLine[line.Id].Select(detail => detail.EndToEndId).Append(line.Text).OfType<string>());
            if (open.Find(row => IsIt(row, line, words)) is { } movement)
            {
                open.Remove(movement);
                found[line.Id] = movement.Id;
            }
        }

        return found;
    }

    /// <summary>Lines in suspense whose withdrawal came in later find their place; returns how many.</summary>
    public static async Task<int> Place(PortalDb db, LedgerPoster poster, DateOnly day, CancellationToken ct)
    {
        var waiting = await db
            .BankLines.Where(row => row.Kind == BankLineKind.Unknown && row.AmountMinor > 0)
            .OrderBy(row => row.Id)
            .Take(1_000)
            .ToListAsync(ct);
        var ids = waiting.Select(line => line.Id).ToArray();
        var details = await db.BankLineDetails.AsNoTracking().Where(row => EF.Parameter(ids).Contains(row.LineId)).ToListAsync(ct);
        var found = await Of(db, waiting, details, ct);
        foreach (var line in waiting.Where(line => found.ContainsKey(line.Id)))
        {
            line.Place(BankLineKind.Withdrawal);
            line.IsOf(found[line.Id]);
            await poster.Post(db, Placed(line, LedgerCode.InTransitGateway, day), ct);
        }

        return found.Count;
    }

    /// <summary>The line stood in suspense with its own sign: what it did there goes to where it belongs.</summary>
    public static JournalEntry Placed(BankLine line, LedgerCode account, DateOnly day) =>
        JournalEntry.Move(
            FormattableString.Invariant($"bank-placed:{line.Id}"),
            EntryKind.BankPlaced,
            day,
            LedgerCode.BankSuspense,
            account,
            new Money(line.AmountMinor, Currency.Of(line.Currency))
        );

    private static bool IsIt(GatewayMovement row, BankLine line, string words) =>
        row.AmountMinor == -line.AmountMinor
        && row.Currency == line.Currency
        && Math.Abs(row.BusinessDay.DayNumber - line.BookDay.DayNumber) <= DaysMax
        && new[] { row.MovementId, row.BusinessRef, row.OrderNo, row.MerchantNo }.Any(mark =>
            mark.Length > 0 && words.Contains(mark, StringComparison.Ordinal)
        );
}
