using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Banking;

public sealed record OperatorAccountRow(
    string Name,
    string Holder,
    string BankCode,
    string Last4,
    string Currency,
    long PaymentMaxMinor,
    long BalanceMinor,
    DateOnly? LastStatement
);

/// <summary>Our own accounts at banks.</summary>
public sealed class OperatorAccountService(Acts acts, TimeProvider clock)
{
    /// <summary>Adds an account payouts may leave from.</summary>
    /// <exception cref="Refusal">A field is missing or wrong; name or number is there already.</exception>
    public async Task Add(Actor actor, OperatorAccountForm form, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ManageOperatorAccounts, ct);
        var account = OperatorAccount.Of(form, clock.UtcNow());
        act.Db.OperatorAccounts.Add(account);
        act.Audit(
            "operator-account.added",
            "operator-account",
            account.Name,
            after: new
            {
                account.BankCode,
                account.Last4,
                account.Currency,
                account.PaymentMaxMinor,
            }
        );
        await act.Commit(() => new Refusal(BankingRefusals.NameTaken).On(nameof(form.Name)));
    }

    /// <summary>Our accounts with what the books say stands on them.</summary>
    public async Task<IReadOnlyList<OperatorAccountRow>> List(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPayouts, ct);
        var accounts = await act.Db.OperatorAccounts.AsNoTracking().OrderBy(row => row.Id).ToListAsync(ct);
        var rows = new List<OperatorAccountRow>();
        foreach (var account in accounts)
        {
            var balance = await LedgerPoster.Balance(act.Db, account.Ledger, Currency.Of(account.Currency), ct);
            var last = await act
                .Db.BankStatements.Where(row => row.AccountId == account.Id)
                .OrderByDescending(row => row.ToDay)
                .Select(row => (DateOnly?)row.ToDay)
                .FirstOrDefaultAsync(ct);
            rows.Add(
                new OperatorAccountRow(
                    account.Name,
                    account.Holder,
                    account.BankCode,
                    account.Last4,
                    account.Currency,
                    account.PaymentMaxMinor,
                    balance.MinorUnits,
                    last
                )
            );
        }

        return rows;
    }
}
