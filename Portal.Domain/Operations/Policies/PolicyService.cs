using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>
/// The numbers that the operator changes while the portal runs. A change holds from an instant that is not past; one that loosens a control
/// waits for a second administrator.
/// </summary>
public sealed class PolicyService(Acts acts, ApprovalRequests desk, IEnumerable<IStepUp> stepUps, SettlementZone zone, TimeProvider clock)
{
    /// <summary>As an approval of a change calls its kind, and what the names of its lines begin with.</summary>
    public const string ApprovalKind = PolicyApproval.KindName;
    public const string ApprovalField = PolicyApproval.Field;

    public const int DaysAheadMax = 400;

    public async Task<IReadOnlyList<PolicyLine>> List(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPolicies, ct);
        var now = clock.UtcNow();
        var rows = (
            await act
                .Db.PolicyRows.AsNoTracking()
                .Where(row => row.State == PolicyState.Agreed || row.State == PolicyState.Waiting)
                .OrderBy(row => row.Id)
                .ToListAsync(ct)
        ).ToLookup(row => row.Key);
        return [.. PolicyCatalogue.All.Select(policy => Line(policy, rows[policy.Key], now))];
    }

    /// <exception cref="Refusal">Not found: no policy of this name.</exception>
    public async Task<PolicyHistory> History(Actor actor, string key, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPolicies, ct);
        var policy = PolicyCatalogue.Find(key) ?? throw Refusal.NotFound();
        var rows = await act.Db.PolicyRows.AsNoTracking().Where(row => row.Key == policy.Key).OrderBy(row => row.Id).ToListAsync(ct);
        return new PolicyHistory(Line(policy, rows, clock.UtcNow()), [.. rows.OrderByDescending(row => row.Id).Select(PolicyEntry.Of)]);
    }

    /// <summary>What loading a pack now would change.</summary>
    /// <exception cref="Refusal">Not found: no pack of this name.</exception>
    public async Task<PackPreview> Preview(Actor actor, string pack, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPolicies, ct);
        var wanted = PolicyPacks.Find(pack) ?? throw Refusal.NotFound();
        var (policies, now) = (await act.Db.Policies(ct), clock.UtcNow());
        return new PackPreview(
            wanted,
            [
                .. wanted.Values.Select(value =>
                {
                    var stands = policies.NumberAt(value.Policy, now);
                    return new PackLine(value, stands, value.Policy.Loosened(stands, value.Number));
                }),
            ]
        );
    }

    /// <summary>Changes one policy. The value it has then already changes nothing.</summary>
    /// <exception cref="Refusal">
    /// Out of bounds, which the refusal names; an instant that is past, too far ahead; where it loosens: no reason, no fresh
    /// confirmation.
    /// </exception>
    public Task<PolicyOutcome> Change(Actor actor, PolicyForm form, string key, CancellationToken ct) =>
        Ask(
            actor,
            () =>
            {
                var policy = PolicyCatalogue.Find(form.Policy) ?? throw Refusal.NotFound();
                return [(policy, policy.Parse(form.Value, nameof(PolicyForm.Value)))];
            },
            form.From,
            form.Reason,
            null,
            key,
            ct
        );

    /// <summary>Loads a pack: what differs is one change, agreed to or refused whole.</summary>
    /// <exception cref="Refusal">As <see cref="Change"/>; not found: no pack of this name.</exception>
    public Task<PolicyOutcome> Load(Actor actor, string pack, DateTime? from, string? reason, string key, CancellationToken ct) =>
        Ask(
            actor,
            () =>
            {
                var found = PolicyPacks.Find(pack) ?? throw Refusal.NotFound();
                return [.. found.Values.Select(value => (value.Policy, value.Number))];
            },
            from,
            reason,
            pack,
            key,
            ct
        );

    /// <summary>Takes back a value whose instant has not come, with everything that was asked for together with it. What holds goes on.</summary>
    /// <exception cref="Refusal">AlreadyInForce; not found.</exception>
    public async Task Withdraw(Actor actor, long entry, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ManagePolicies, PolicyReads.ChangeTurn, ct);
        var now = clock.UtcNow();
        var change = await act.Db.PolicyRows.Where(row => row.Id == entry).Select(row => (long?)row.Change).SingleOrDefaultAsync(ct);
        var rows = await act
            .Db.PolicyRows.Where(row => row.Change == change && row.State == PolicyState.Agreed)
            .OrderBy(row => row.Id)
            .ToListAsync(ct);
        if (rows.Count == 0)
        {
            throw Refusal.NotFound();
        }

        Refusal.Unless(rows.TrueForAll(row => row.IsToCome(now)), PolicyRefusals.AlreadyInForce);
        foreach (var row in rows)
        {
            row.Withdraw(actor, now);
            act.Audit("policy.withdrawn", "policy", row.Key, before: new { row.Value, row.FromUtc });
        }

        await act.Commit();
    }

    internal static void Record(PortalDb db, Actor actor, PolicyRow row, PolicySet before, string? why)
    {
        var stood = before.NumberAt(PolicyCatalogue.Of(row.Key), row.FromUtc!.Value);
        db.Audit(
            actor,
            "policy.changed",
            "policy",
            row.Key,
            before: new { Value = Policy.Text(stood) },
            after: new
            {
                row.Value,
                row.FromUtc,
                row.Pack,
            },
            why: why
        );
    }

    private async Task<PolicyOutcome> Ask(
        Actor actor,
        Func<IReadOnlyList<(Policy Policy, int Number)>> read,
        DateTime? from,
        string? reason,
        string? pack,
        string key,
        CancellationToken ct
    )
    {
        await using var act = await acts.Staff(actor, Permit.ManagePolicies, ct);
        await act.Command(key);
        if (await ApprovalRequests.Repeated(act.Db, actor, key, ct) is { } done)
        {
            return new PolicyOutcome(true, done.Number, null);
        }

        var asked = read();
        // Read and written inside one lock: a change that tightened is not one that loosens by the time it is saved, and who comes later holds.
        await act.Lock(PolicyReads.ChangeTurn);
        var now = clock.UtcNow();
        var wanted = from is { } local ? InstantOf(local, now) : (DateTime?)null;
        var policies = await act.Db.Policies(ct);
        var at = wanted ?? now;
        var stands = asked.Select(one => policies.NumberAt(one.Policy, at)).ToList();
        var differing = asked.Zip(stands).Where(pair => pair.First.Number != pair.Second).ToList();
        if (differing.Count == 0)
        {
            return pack is null ? new PolicyOutcome(false, null, null) : throw new Refusal(PolicyRefusals.PackChangesNothing);
        }

        var change = await Sequences.Next(act.Db, PolicyReads.ChangeTurn, ct);
        var why = Text.Optional(reason, nameof(PolicyForm.Reason), PolicyRow.ReasonMax);
        var ask = new PolicyAsk(change, actor, wanted, why, pack, now);
        var rows = differing.Select(pair => new PolicyRow(ask, pair.First.Policy, pair.First.Number)).ToList();
        act.Db.PolicyRows.AddRange(rows);
        string? number = null;
        if (differing.Exists(pair => pair.First.Policy.Loosened(pair.Second, pair.First.Number)))
        {
            number = await Propose(act.Db, actor, ask, [.. differing.Select(pair => (pair.First.Policy, pair.Second))], key, ct);
            rows.ForEach(row => row.WaitFor(number));
        }
        else
        {
            foreach (var row in rows)
            {
                row.Agree(null, now);
                Record(act.Db, actor, row, policies, why.Length == 0 ? null : why);
            }
        }

        await act.Commit();
        return new PolicyOutcome(true, number, number is null ? rows[0].FromUtc : null);
    }

    private async Task<string> Propose(
        PortalDb db,
        Actor actor,
        PolicyAsk ask,
        IReadOnlyList<(Policy Policy, int Stands)> before,
        string key,
        CancellationToken ct
    )
    {
        foreach (var stepUp in stepUps)
        {
            await stepUp.Require(db, actor, ct);
        }

        await db.SaveChangesAsync(ct);
        var proposal = new Proposal(
            PolicyApproval.KindName,
            ask.Change,
            ask.Pack ?? before[0].Policy.Key,
            before.ToDictionary(one => PolicyApproval.Field + one.Policy.Key, one => (string?)Policy.Text(one.Stands)),
            ask.Reason,
            key
        );
        return (await desk.Propose(db, actor, proposal, ct)).Number;
    }

    private DateTime InstantOf(DateTime local, DateTime nowUtc)
    {
        var utc = zone.InstantOf(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        if (utc <= nowUtc)
        {
            throw new Refusal(PolicyRefusals.TimePast).On(nameof(PolicyForm.From));
        }

        return utc <= nowUtc.AddDays(DaysAheadMax)
            ? utc
            : throw new Refusal(PolicyRefusals.TimeTooFar, DaysAheadMax).On(nameof(PolicyForm.From));
    }

    private static PolicyLine Line(Policy policy, IEnumerable<PolicyRow> rows, DateTime nowUtc)
    {
        var all = rows.ToList();
        var agreed = all.Where(row => row.State == PolicyState.Agreed).ToList();
        var held = agreed.Where(row => row.FromUtc <= nowUtc).OrderBy(row => row.FromUtc).ThenBy(row => row.Id).LastOrDefault();
        return new PolicyLine(
            policy,
            held?.Number ?? policy.Facts.Standard,
            held is null ? null : PolicyEntry.Of(held),
            [.. agreed.Where(row => row.IsToCome(nowUtc)).OrderBy(row => row.FromUtc).ThenBy(row => row.Id).Select(PolicyEntry.Of)],
            all.LastOrDefault(row => row.State == PolicyState.Waiting) is { } waiting ? PolicyEntry.Of(waiting) : null
        );
    }
}
