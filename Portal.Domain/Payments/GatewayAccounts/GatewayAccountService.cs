using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>Whose merchant number is whose at the gateways.</summary>
public sealed class GatewayAccountService
{
    private readonly Acts _acts;
    private readonly GatewayAccountApproval _numbers;
    private readonly MoneyActRequests _moneyActs;
    private readonly TimeProvider _clock;

    internal GatewayAccountService(Acts acts, GatewayAccountApproval numbers, MoneyActRequests moneyActs, TimeProvider clock) =>
        (_acts, _numbers, _moneyActs, _clock) = (acts, numbers, moneyActs, clock);

    /// <summary>
    /// Says that a merchant number is this merchant's. Saying it again changes nothing. Money that waits for the number becomes theirs: above what
    /// one person may do alone it waits for a second one, <see cref="GatewayAccountRow.Asked"/> names the approval and the number is nobody's yet.
    /// </summary>
    /// <exception cref="Refusal">
    /// Provider unknown; no such merchant; the number is another merchant's; above the limit: no reason, not a person, or asked already.
    /// </exception>
    public async Task<GatewayAccountRow> Add(
        Actor actor,
        string provider,
        string merchantNo,
        string slug,
        string? why,
        CancellationToken ct
    )
    {
        await using var act = await _acts.Staff(actor, Permit.ManageGatewayAccounts, ct);
        var form = new FormCheck();
        var made = form.Of(() => GatewayAccount.Of(provider, merchantNo, null, _clock.UtcNow()));
        var merchant = await form.Of(async () =>
            await act.Db.Merchants.SingleOrDefaultAsync(row => row.Slug == slug, ct) ?? throw Refusal.NotFound().On("Merchant")
        );
        form.Demand();
        var reason = Text.Optional(why, nameof(MoneyAsk.Why), Approval.ReasonMax);
        await act.Lock(GatewayAccount.LockName(made.Provider, made.MerchantNo));
        var account = await act.Db.GatewayAccounts.SingleOrDefaultAsync(
            row => row.Provider == made.Provider && row.MerchantNo == made.MerchantNo,
            ct
        );
        if (account is null)
        {
            act.Db.GatewayAccounts.Add(account = made);
            await act.Save();
        }

        if (account.MerchantId == merchant.Id)
        {
            return Row(account, merchant, null);
        }

        Refusal.Unless(account.MerchantId is null, PaymentsRefusals.GatewayAccountTaken, account.MerchantNo);
        var ask = new MoneyAsk(
            GatewayAccountApproval.KindName,
            account.Id,
            $"{account.Provider}:{account.MerchantNo}",
            await ExceptionAssignApproval.StakeOf(act.Db, account, ct),
            merchant.Id,
            "gateway-account",
            $"{account.Provider}:{account.MerchantNo}",
            reason
        );
        var moneyAct = await _moneyActs.Begin(act.Db, actor, ask, ct);
        if (moneyAct.State == MoneyActState.Alone)
        {
            await _numbers.Assign(act.Db, moneyAct, account, actor, ct);
        }

        await act.Commit();
        return Row(account, merchant, moneyAct.ApprovalNumber);
    }

    /// <summary>Says how an Alipay account's bills write a service fee that is charged, where a bill itself does not tell.</summary>
    /// <exception cref="Refusal">Not found.</exception>
    public async Task WriteFees(Actor actor, long accountId, bool positive, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ManageGatewayAccounts, ct);
        var account =
            await act.Db.GatewayAccounts.SingleOrDefaultAsync(row => row.Id == accountId && row.Provider == Gateways.Alipay, ct)
            ?? throw Refusal.NotFound();
        var before = account.PositiveFees;
        account.WriteFees(positive);
        await act.Commit(
            "gateway-account.fees-written",
            "gateway-account",
            $"{account.Provider}:{account.MerchantNo}",
            before: new { positive = before },
            after: new { positive },
            merchantId: account.MerchantId
        );
    }

    /// <summary>All merchant numbers, the unclaimed ones first.</summary>
    public async Task<IReadOnlyList<GatewayAccountRow>> List(Actor actor, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewBills, ct);
        return await act
            .Db.GatewayAccounts.OrderBy(row => row.MerchantId != null)
            .ThenBy(row => row.Provider)
            .ThenBy(row => row.MerchantNo)
            .Take(500)
            .Select(row => new GatewayAccountRow(
                row.Id,
                row.Provider,
                row.MerchantNo,
                act.Db.Merchants.Where(merchant => merchant.Id == row.MerchantId).Select(merchant => merchant.Slug).FirstOrDefault(),
                act.Db.Merchants.Where(merchant => merchant.Id == row.MerchantId).Select(merchant => merchant.DisplayName).FirstOrDefault(),
                row.AddedUtc,
                row.PositiveFees,
                act.Db.MoneyActs.Where(moneyAct =>
                        moneyAct.Kind == GatewayAccountApproval.KindName
                        && moneyAct.TargetId == row.Id
                        && moneyAct.State == MoneyActState.Asked
                    )
                    .Select(moneyAct => moneyAct.ApprovalNumber)
                    .FirstOrDefault()
            ))
            .ToListAsync(ct);
    }

    private static GatewayAccountRow Row(GatewayAccount account, Merchant merchant, string? asked) =>
        new(
            account.Id,
            account.Provider,
            account.MerchantNo,
            merchant.Slug,
            merchant.DisplayName,
            account.AddedUtc,
            account.PositiveFees,
            asked
        );
}
