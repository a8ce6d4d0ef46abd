using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Reports;

/// <summary>Ledger accounts by parts of their code, and what they hold together: how a figure of money opens its accounts.</summary>
internal static class LedgerSearch
{
    /// <summary>Accounts of the role whose name the search is, or whose code holds every word, and none that follows a minus.</summary>
    public static IQueryable<LedgerAccount> Of(PortalDb db, string? search)
    {
        var accounts = db.LedgerAccounts.AsQueryable();
        if (LedgerRoles.Searched(search ?? string.Empty) is { } role)
        {
            return accounts.Where(account => account.Role == role);
        }

        foreach (var word in (search ?? string.Empty).ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var text = word.TrimStart('-');
            accounts = word.StartsWith('-')
                ? accounts.Where(account => !account.Code.Contains(text))
                : accounts.Where(account => account.Code.Contains(text));
        }

        return accounts;
    }

    /// <summary>By currency; from the kept balances, or from the sums of a day or an instant when they are given.</summary>
    public static async Task<IReadOnlyList<Money>> Sums(
        PortalDb db,
        IQueryable<LedgerAccount> accounts,
        Dictionary<long, (long Sum, long Count)>? then,
        CancellationToken ct
    )
    {
        var sums = then is null
            ? await accounts
                .Join(
                    db.LedgerBalances,
                    account => account.Id,
                    balance => balance.AccountId,
                    (account, balance) => new { account.Currency, balance.BalanceMinor }
                )
                .GroupBy(row => row.Currency)
                .Select(group => new { group.Key, Sum = group.Sum(row => row.BalanceMinor) })
                .ToDictionaryAsync(row => row.Key, row => row.Sum, ct)
            : (await accounts.Select(account => new { account.Id, account.Currency }).ToListAsync(ct))
                .GroupBy(row => row.Currency)
                .ToDictionary(group => group.Key, group => group.Sum(row => then.GetValueOrDefault(row.Id).Sum));
        return [.. sums.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new Money(pair.Value, Currency.Of(pair.Key)))];
    }
}
