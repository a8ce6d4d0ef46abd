using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;

namespace Portal.Domain.Notifications;

/// <summary>
/// Looks whether the bells of the people who have a window open here would show something else than before, and pulses theirs. It reads
/// what is committed, whichever server wrote it. Not a sentence of a user: the clock that calls it acts for nobody and learns only counts.
/// </summary>
public sealed class NoticeWatch(Acts acts, NoticeWakeups board)
{
    private Dictionary<long, (long Newest, int Unread)> _seen = [];

    public async Task Look(CancellationToken ct)
    {
        var listening = board.Listening;
        if (listening.Count == 0)
        {
            _seen = [];
            return;
        }

        await using var step = await acts.Step(ct);
        var now = await step
            .Db.Notices.Where(row => row.ReadUtc == null && listening.Contains(row.UserId))
            .GroupBy(row => row.UserId)
            .Select(group => new
            {
                group.Key,
                Newest = group.Max(row => row.Id),
                Unread = group.Count(),
            })
            .ToDictionaryAsync(group => group.Key, group => (group.Newest, group.Unread), ct);
        var before = _seen;
        _seen = now;
        // Whoever listens for the first time has read their own bell when it was drawn.
        foreach (var user in listening.Where(user => now.GetValueOrDefault(user) != before.GetValueOrDefault(user)))
        {
            await board.Pulse(user);
        }
    }
}
