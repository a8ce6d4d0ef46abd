using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Approvals;

/// <summary>
/// Says of every act of money whether one person may do it: their own acts of a business day, and those for one payee whoever does them, stay
/// within two settings together; above, a second person is asked. Many small acts are one large one. Works in the caller's transaction,
/// after the caller has asked the Gate; whoever judges has the lock to the end of it, so that two at once are judged one after the other.
/// </summary>
internal sealed class MoneyActRequests(ApprovalRequests desk, SettlementZone zone, TimeProvider clock)
{
    private const string LockName = "money-acts";

    /// <summary>
    /// Begins the act: it may be done now when <see cref="MoneyAct.State"/> is Alone; when it is Asked, it waits under
    /// <see cref="MoneyAct.ApprovalNumber"/> and the caller does nothing.
    /// </summary>
    /// <exception cref="Refusal">The same is asked already; above the limit: not a person, or no reason.</exception>
    internal async Task<MoneyAct> Begin(PortalDb db, Actor actor, MoneyAsk ask, CancellationToken ct)
    {
        var limits = await Limits(db, ct);
        // A second account of the same person is no second person, and nobody gives to their own organisation on their word alone.
        var mine = await Accounts(db, actor, ct);
        var tied = ask.MerchantId is { } own && await Ties.Exist(db, own, mine, ct);
        await db.Acquire(LockName, ct);
        if (await Waiting(db, ask.Kind, ask.TargetId).SingleOrDefaultAsync(ct) is { } waiting)
        {
            throw new Refusal(ApprovalsRefusals.ActWaits, ask.Title, waiting.ApprovalNumber!);
        }

        var now = clock.UtcNow();
        var today = zone.DayOf(now);
        var alone = !tied && await Fits(db, [.. mine], ask, limits, today, ct);
        if (!alone)
        {
            if (actor.Kind != ActorKind.User)
            {
                throw new Refusal(
                    ApprovalsRefusals.ActNeedsPersons,
                    ask.Title,
                    Money.Cny(limits.PersonMinor),
                    Money.Cny(limits.PayeeMinor)
                );
            }

            ask = ask with { Why = Text.Required(ask.Why, nameof(MoneyAsk.Why), Approval.ReasonMax) };
        }

        var act = MoneyAct.Of(ask, actor, limits, alone, today, now);
        db.MoneyActs.Add(act);
        await db.SaveChangesAsync(ct);
        if (!alone)
        {
            await Ask(db, actor, act, ask, ct);
        }

        return act;
    }

    /// <summary>
    /// Whether each of these payees may be given so much more today on one person's word; then it is written down. For batches of payouts,
    /// whose sum of the day has its own limit.
    /// </summary>
    internal async Task<bool> FitsPayees(
        PortalDb db,
        Actor actor,
        string kind,
        long targetId,
        IReadOnlyDictionary<long, long> minorByMerchant,
        CancellationToken ct
    )
    {
        // What does not change by other acts is asked before the lock; of all payees at once, however many they are.
        var limits = await Limits(db, ct);
        var tied = await Ties.Of(db, await Accounts(db, actor, ct), ct);
        if (tied.Any(minorByMerchant.ContainsKey))
        {
            return false;
        }

        await db.Acquire(LockName, ct);
        var now = clock.UtcNow();
        var today = zone.DayOf(now);
        var given = await GivenTo(db, [.. minorByMerchant.Keys], today, ct);
        if (minorByMerchant.Any(payee => given.GetValueOrDefault(payee.Key) + payee.Value > limits.PayeeMinor))
        {
            return false;
        }

        foreach (var (merchant, minor) in minorByMerchant)
        {
            var ask = new MoneyAsk(kind, targetId, string.Empty, new Stake(minor, Currency.Cny.Code), merchant, kind, string.Empty, null);
            db.MoneyActs.Add(MoneyAct.Of(ask, actor, limits, alone: true, today, now));
        }

        return true;
    }

    /// <summary>
    /// These targets are settled another way, by <paramref name="through"/> where that is an act too: what waits for a second person about them
    /// falls, and says why. Nothing waits: nothing happens. The caller saves.
    /// </summary>
    internal static async Task CallOff(
        PortalDb db,
        Actor actor,
        string kind,
        IReadOnlyCollection<long> targets,
        CancellationToken ct,
        MoneyAct? through = null
    )
    {
        var (wanted, except) = (targets.ToArray(), through?.Id ?? 0);
        var asked = await db
            .MoneyActs.Where(row => row.Kind == kind && row.State == MoneyActState.Asked && row.Id != except)
            .Where(row => EF.Parameter(wanted).Contains(row.TargetId))
            .ToListAsync(ct);
        foreach (var act in asked)
        {
            await ApprovalRequests.CallOff(db, actor, kind, act.Id, ct);
            act.Drop(db.Time.UtcNow());
        }
    }

    /// <summary>The approval each of these targets waits for.</summary>
    internal static async Task<IReadOnlyDictionary<long, string>> Asked(
        PortalDb db,
        string kind,
        IReadOnlyCollection<long> targets,
        CancellationToken ct
    )
    {
        var wanted = targets.ToArray();
        return await db
            .MoneyActs.Where(row => row.Kind == kind && row.State == MoneyActState.Asked)
            .Where(row => EF.Parameter(wanted).Contains(row.TargetId))
            .ToDictionaryAsync(row => row.TargetId, row => row.ApprovalNumber!, ct);
    }

    private static IQueryable<MoneyAct> Waiting(PortalDb db, string kind, long targetId) =>
        db.MoneyActs.Where(row => row.Kind == kind && row.TargetId == targetId && row.State == MoneyActState.Asked);

    private static async Task<AloneLimits> Limits(PortalDb db, CancellationToken ct) =>
        new(
            (await db.Policy(OperationsPolicies.ActAloneMaxYuan, ct)).MinorUnits,
            (await db.Policy(OperationsPolicies.PayeeAloneMaxYuan, ct)).MinorUnits
        );

    /// <summary>The limits are in yuan: an act in another currency, or of an amount that cannot be said, always takes two.</summary>
    private static async Task<bool> Fits(
        PortalDb db,
        long[] accounts,
        MoneyAsk ask,
        AloneLimits limits,
        DateOnly today,
        CancellationToken ct
    )
    {
        if (ask.Stake.Minor is not { } minor)
        {
            return false;
        }

        if (minor == 0)
        {
            return true;
        }

        if (ask.Stake.Currency != Currency.Cny.Code || minor > limits.PersonMinor)
        {
            return false;
        }

        var done =
            await Alone(db, today)
                .Where(row => row.Kind != AloneBatches && EF.Parameter(accounts).Contains(row.ActorId))
                .SumAsync(row => row.AmountMinor, ct)
            ?? 0;
        return done + minor <= limits.PersonMinor
            && (
                ask.MerchantId is not { } payee
                || (await GivenTo(db, [payee], today, ct)).GetValueOrDefault(payee) + minor <= limits.PayeeMinor
            );
    }

    /// <summary>All accounts of the person who acts; the shell and jobs are nobody's.</summary>
    private static async Task<HashSet<long>> Accounts(PortalDb db, Actor actor, CancellationToken ct) =>
        actor.Kind == ActorKind.User ? await SamePerson.Of(db, actor.UserId, ct) : [0];

    /// <summary>Batches of payouts count for their payees here; for their sum they have <see cref="OperationsPolicies.PayoutAloneMaxYuan"/>.</summary>
    internal const string AloneBatches = "payout-batch";

    private static IQueryable<MoneyAct> Alone(PortalDb db, DateOnly day) =>
        db.MoneyActs.Where(row => row.State == MoneyActState.Alone && row.Day == day);

    /// <summary>What each of them was given on the day on one person's word; who was given nothing is not there.</summary>
    private static Task<Dictionary<long, long>> GivenTo(PortalDb db, long[] merchants, DateOnly day, CancellationToken ct) =>
        Alone(db, day)
            .Where(row => row.MerchantId != null && EF.Parameter(merchants).Contains(row.MerchantId.Value))
            .GroupBy(row => row.MerchantId!.Value)
            .Select(group => new { Merchant = group.Key, Minor = group.Sum(row => row.AmountMinor) ?? 0 })
            .ToDictionaryAsync(sum => sum.Merchant, sum => sum.Minor, ct);

    private async Task Ask(PortalDb db, Actor actor, MoneyAct act, MoneyAsk ask, CancellationToken ct)
    {
        var proposal = new Proposal(
            ask.Kind,
            act.Id,
            ask.Title,
            new Dictionary<string, string?>(),
            act.Why,
            // Of the act itself: a second click finds the first one's act waiting.
            string.Create(CultureInfo.InvariantCulture, $"money-act-{act.Id}"),
            ask.MerchantId
        );
        var approval = await desk.Propose(db, actor, proposal, ct);
        act.AskedBy(approval.Number);
        db.Audit(
            actor,
            "money-act.asked",
            ask.ObjectKind,
            ask.ObjectKey,
            ask.MerchantId,
            after: new
            {
                act.AmountMinor,
                act.Currency,
                approval = approval.Number,
            },
            why: act.Why
        );
        await db.SaveChangesAsync(ct);
    }
}
