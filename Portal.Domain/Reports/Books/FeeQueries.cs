using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>What a waiver took on itself of a fee.</summary>
public sealed record WaiverView(FeeRuleRef Rule, Money Amount);

/// <summary>A refund's part: the fee before it and after it, what it gave back, and what of a waiver went back with that.</summary>
public sealed record FeeReturnView(string RefundNo, DateTime OccurredUtc, Money Refund, Money Before, Money Back, Money WaivedBack);

/// <summary>A rule as it concerns one merchant.</summary>
public sealed record MyFeeRule(FeeKind Kind, FeeRuleRef Rule, bool Coming);

public sealed record MyServiceFee(
    string Number,
    FeeKind Kind,
    DateOnly BusinessDay,
    DateOnly? Month,
    Money Base,
    Money Amount,
    Money Waived
);

/// <summary>The fees that hold for a merchant, in force and coming, and those it paid lately beside its payments' own.</summary>
public sealed record MyFees(
    IReadOnlyList<MyFeeRule> Rules,
    IReadOnlyList<MyFeeRule> Waivers,
    Money VolumeThisMonth,
    IReadOnlyList<MyServiceFee> Latest
);

/// <summary>Fees as their merchant asks about them: which hold for them, and why one is what it is.</summary>
public sealed class FeeQueries(Acts acts, SettlementZone zone, TimeProvider clock)
{
    private const int LatestMax = 50;

    /// <summary>The fee of a payment, replayed.</summary>
    /// <exception cref="Refusal">No such payment of this merchant, or its fee is not decided yet.</exception>
    public async Task<FeeView> OfPayment(Actor actor, string merchant, string transactionId, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewPayments, ct);
        var payment =
            await act
                .Db.Payments.Of(act.Merchant)
                .AsNoTracking()
                .Where(row => row.TransactionId == transactionId)
                .OrderBy(row => row.Id)
                .FirstOrDefaultAsync(ct)
            ?? throw Refusal.NotFound();
        var fee = await act.Db.Fees.AsNoTracking().SingleOrDefaultAsync(row => row.PaymentId == payment.Id, ct) ?? throw Refusal.NotFound();
        return await FeeReplay.Payment(act.Db, payment, fee, ct);
    }

    /// <summary>A fee for a refund's handling, a payout or a month, replayed.</summary>
    /// <exception cref="Refusal">No such fee of this merchant.</exception>
    public async Task<FeeView> OfService(Actor actor, string merchant, string number, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewPayments, ct);
        var id = ServiceFee.IdOf(number) ?? 0;
        var fee =
            await act.Db.ServiceFees.Of(act.Merchant).AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct)
            ?? throw Refusal.NotFound();
        return await FeeReplay.Service(act.Db, fee, ct);
    }

    /// <summary>The rules and waivers that concern a merchant, and their latest fees that are not a payment's.</summary>
    public async Task<MyFees> Mine(Actor actor, string merchant, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewStatements, ct);
        var owner = act.Merchant;
        var now = clock.UtcNow();
        var (rules, waivers) = (new List<MyFeeRule>(), new List<MyFeeRule>());
        foreach (var kind in Enum.GetValues<FeeKind>().Where(kind => kind != FeeKind.Transfer))
        {
            foreach (var rule in (await FeeRuleSet.Load(act.Db, kind, ct)).Concerning(owner.Id, now))
            {
                (rule.Nature == FeeNature.Waiver ? waivers : rules).Add(new MyFeeRule(kind, FeeRuleRef.Of(rule), rule.FromUtc > now));
            }
        }

        var latest = await act.Db.ServiceFees.Of(owner).AsNoTracking().OrderByDescending(row => row.Id).Take(LatestMax).ToListAsync(ct);
        var volume = await FeeTrials.Volume(act.Db, owner.Id, Currency.Cny.Code, zone.DayOf(now), ct);
        return new MyFees(rules, waivers, Money.Cny(volume), [.. latest.Select(Row)]);
    }

    private static MyServiceFee Row(ServiceFee fee)
    {
        var currency = Currency.Of(fee.Currency);
        return new MyServiceFee(
            fee.Number,
            fee.Kind,
            fee.BusinessDay,
            fee.Month,
            new Money(fee.BaseMinor, currency),
            new Money(-fee.AmountMinor, currency),
            new Money(fee.WaivedMinor, currency)
        );
    }
}
