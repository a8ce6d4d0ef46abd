using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Banking;

/// <summary>Lines of the queue as their reader wants them.</summary>
internal static class ReconRows
{
    public static async Task<IReadOnlyList<ReconRow>> Of(PortalDb db, IReadOnlyList<ReconItem> items, DateOnly today, CancellationToken ct)
    {
        var suggested = items.Select(item => item.SuggestedId ?? 0).Distinct().ToArray();
        var names = await db.ReconItems.Where(row => suggested.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Reference, ct);
        var single = await Approvals(
            db,
            ReconAnswerApproval.KindName,
            items.Where(item => item.MatchId is null).Select(item => item.Id),
            ct
        );
        var matched = await Approvals(db, ReconMatchApproval.KindName, items.Select(item => item.MatchId).OfType<long>(), ct);
        return
        [
            .. items.Select(item => new ReconRow(
                item.Id,
                item.Pair,
                item.Side,
                item.RefKind,
                item.Reference,
                item.AmountMinor,
                item.OtherMinor,
                item.Currency,
                item.Day,
                Age(item.Day, today),
                item.State,
                item.SuggestedId,
                item.SuggestedId is { } other ? names.GetValueOrDefault(other) : null,
                item.OwnerName,
                item.Reason,
                item.Note,
                item.Proposed,
                item.MatchId is { } match ? ReconMatch.NumberOf(match) : null,
                item.Proposed is null ? null
                    : item.MatchId is { } id ? matched.GetValueOrDefault(id)
                    : single.GetValueOrDefault(item.Id),
                item.ResolvedUtc,
                item.ResolvedBy
            )),
        ];
    }

    public static int Age(DateOnly day, DateOnly today) => Math.Max(0, today.DayNumber - day.DayNumber);

    /// <summary>By subject, the number of its newest approval.</summary>
    private static async Task<IReadOnlyDictionary<long, string>> Approvals(
        PortalDb db,
        string kind,
        IEnumerable<long> subjects,
        CancellationToken ct
    )
    {
        var ids = subjects.Distinct().ToArray();
        var rows = await db
            .Approvals.Where(row => row.Kind == kind && ids.Contains(row.SubjectId))
            .OrderBy(row => row.Id)
            .Select(row => new { row.SubjectId, row.Number })
            .ToListAsync(ct);
        return rows.GroupBy(row => row.SubjectId).ToDictionary(group => group.Key, group => group.Last().Number);
    }
}
