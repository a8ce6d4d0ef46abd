using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

public sealed record GatewayAccountRow(
    long Id,
    string Provider,
    string MerchantNo,
    string? Merchant,
    string? MerchantName,
    DateTime AddedUtc,
    bool PositiveFees = false
);

/// <summary>Whose merchant number is whose at the gateways.</summary>
public sealed class GatewayAccountService(IDbContextFactory<PortalDb> dbs, Gate gate, TimeProvider clock)
{
    /// <summary>Says that a merchant number is this merchant's. Saying it again changes nothing.</summary>
    /// <exception cref="Refusal">Provider unknown; no such merchant; the number is another merchant's.</exception>
    [Needs(Permit.ManageGatewayAccounts)]
    public async Task<GatewayAccountRow> Add(Actor actor, string provider, string merchantNo, string slug, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ManageGatewayAccounts, ct);
        var merchant = await db.Merchants.SingleOrDefaultAsync(row => row.Slug == slug, ct) ?? throw Refusal.NotFound().On("Merchant");
        var made = GatewayAccount.Of(provider, merchantNo, merchant.Id, clock.UtcNow());
        await using var tx = await db.BeginTurn($"gateway-account:{made.Provider}:{made.MerchantNo}", ct);
        var account = await db.GatewayAccounts.SingleOrDefaultAsync(
            row => row.Provider == made.Provider && row.MerchantNo == made.MerchantNo,
            ct
        );
        var before = account?.MerchantId;
        if (account is null)
        {
            account = made;
            db.GatewayAccounts.Add(account);
        }
        else
        {
            account.Assign(merchant.Id);
            if (before is null)
            {
                await ExceptionService.ClearLater(db, account.Id, clock.UtcNow(), ct);
            }
        }

        if (before != merchant.Id)
        {
            db.Audit(actor, "gateway-account.added", "gateway-account", $"{account.Provider}:{account.MerchantNo}", merchant.Id);
        }

        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return new GatewayAccountRow(
            account.Id,
            account.Provider,
            account.MerchantNo,
            merchant.Slug,
            merchant.DisplayName,
            account.AddedUtc
        );
    }

    /// <summary>Says how an Alipay account's bills write a service fee that is charged, where a bill itself does not tell.</summary>
    /// <exception cref="Refusal">Not found.</exception>
    [Needs(Permit.ManageGatewayAccounts)]
    public async Task WriteFees(Actor actor, long accountId, bool positive, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ManageGatewayAccounts, ct);
        var account =
            await db.GatewayAccounts.SingleOrDefaultAsync(row => row.Id == accountId && row.Provider == Gateways.Alipay, ct)
            ?? throw Refusal.NotFound();
        var before = account.PositiveFees;
        account.WriteFees(positive);
        db.Audit(
            actor,
            "gateway-account.fees-written",
            "gateway-account",
            $"{account.Provider}:{account.MerchantNo}",
            account.MerchantId,
            before: new { positive = before },
            after: new { positive }
        );
        await db.SaveChangesAsync(ct);
    }

    /// <summary>All merchant numbers, the unclaimed ones first.</summary>
    [Needs(Permit.ViewBills)]
    public async Task<IReadOnlyList<GatewayAccountRow>> List(Actor actor, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ViewBills, ct);
        return await db
            .GatewayAccounts.OrderBy(row => row.MerchantId != null)
            .ThenBy(row => row.Provider)
            .ThenBy(row => row.MerchantNo)
            .Take(500)
            .Select(row => new GatewayAccountRow(
                row.Id,
                row.Provider,
                row.MerchantNo,
                db.Merchants.Where(merchant => merchant.Id == row.MerchantId).Select(merchant => merchant.Slug).FirstOrDefault(),
                db.Merchants.Where(merchant => merchant.Id == row.MerchantId).Select(merchant => merchant.DisplayName).FirstOrDefault(),
                row.AddedUtc,
                row.PositiveFees
            ))
            .ToListAsync(ct);
    }
}
