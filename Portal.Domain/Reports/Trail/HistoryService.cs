using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>What happened to one object, from the trail, for whoever may open the object's page.</summary>
public sealed class HistoryService(Acts acts)
{
    /// <summary>Shows at most so many records, the newest.</summary>
    public const int RowsMax = 60;

    /// <summary>
    /// For the people of an organisation, about a thing of theirs. Which of the platform's people acted, and what only the platform weighs,
    /// is left out.
    /// </summary>
    /// <exception cref="Refusal">Not found: no such kind of thing. Denied: without the permit that opens its page.</exception>
    public async Task<IReadOnlyList<HistoryRow>> OfMerchant(Actor actor, string merchant, string kind, string key, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewMerchant, ct);
        var owner = act.Merchant;
        await act.Demand(HistoryRules.MemberPermit(kind) ?? throw Refusal.NotFound());
        var rows = await Rows(act.Db, kind, key)
            .Where(row => row.MerchantId == owner.Id && !HistoryRules.InternalActions.Contains(row.Action))
            .Take(RowsMax)
            .ToListAsync(ct);
        var people = rows.Select(row => row.ActorId).Distinct().ToList();
        var members = await act
            .Db.Memberships.Of(owner)
            .Where(row => people.Contains(row.UserId))
            .Select(row => row.UserId)
            .Distinct()
            .ToListAsync(ct);
        return [.. rows.Select(row => Told(row, members))];
    }

    /// <summary>For the platform's staff, with everything.</summary>
    /// <exception cref="Refusal">Not found: no such kind of thing. Denied: without the permit that opens its page.</exception>
    public async Task<IReadOnlyList<HistoryRow>> OfThing(Actor actor, string kind, string key, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewHistory, ct);
        await act.Demand(HistoryRules.StaffPermit(kind) ?? throw Refusal.NotFound());
        var rows = await Rows(act.Db, kind, key).Take(RowsMax).ToListAsync(ct);
        return [.. rows.Select(row => Row(row, By(row, HistoryActor.Person), row.ActorName, row.Before, row.After))];
    }

    private static IQueryable<AuditRecord> Rows(PortalDb db, string kind, string key) =>
        db.AuditRecords.AsNoTracking().Where(row => row.ObjectKind == kind && row.ObjectKey == key).OrderByDescending(row => row.Sequence);

    private static HistoryActor By(AuditRecord row, HistoryActor person) => row.ActorId == 0 ? HistoryActor.Machine : person;

    private static HistoryRow Told(AuditRecord row, List<long> members)
    {
        var by = By(row, members.Contains(row.ActorId) ? HistoryActor.Person : HistoryActor.Platform);
        var name = by == HistoryActor.Person ? row.ActorName : null;
        return Row(row, by, name, Public(row.Before), Public(row.After));
    }

    private static string? Public(string? facts)
    {
        if (facts is null || JsonNode.Parse(facts) is not JsonObject members)
        {
            return facts;
        }

        foreach (var hidden in HistoryRules.Internal)
        {
            members.Remove(hidden);
        }

        return members.Count == 0 ? null : AuditChain.Canonical(members);
    }

    private static HistoryRow Row(AuditRecord row, HistoryActor by, string? who, string? before, string? after) =>
        new(row.Sequence, row.AtUtc, by, who, row.Action, row.Outcome, before, after, row.Why);
}
