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
public sealed class OperatorAccountService(IDbContextFactory<PortalDb> dbs, Gate gate, TimeProvider clock)
{
    /// <summary>Adds an account payouts may leave from.</summary>
    /// <exception cref="Refusal">A field is missing or wrong; name or number is there already.</exception>
    [Needs(Permit.ManageOperatorAccounts)]
    public async Task Add(Actor actor, OperatorAccountForm form, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ManageOperatorAccounts, ct);
        var account = OperatorAccount.Of(form, clock.UtcNow());
        db.OperatorAccounts.Add(account);
        db.Audit(
            actor,
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
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (Refusal twice) when (db.IsUniqueViolation(twice))
        {
            throw new Refusal(BankingRefusals.NameTaken).On(nameof(form.Name));
        }
    }

    /// <summary>Our accounts with what the books say stands on them.</summary>
    [Needs(Permit.ViewPayouts)]
    public async Task<IReadOnlyList<OperatorAccountRow>> List(Actor actor, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewPayouts, ct);
        var accounts = await db.OperatorAccounts.AsNoTracking().OrderBy(row => row.Id).ToListAsync(ct);
        var rows = new List<OperatorAccountRow>();
        foreach (var account in accounts)
        {
            var balance = await LedgerPoster.Balance(db, account.Ledger, Currency.Of(account.Currency), ct);
            var last = await db
                .BankStatements.Where(row => row.AccountId == account.Id)
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
