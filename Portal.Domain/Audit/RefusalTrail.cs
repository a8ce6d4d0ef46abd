using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Audit;

/// <summary>
/// Refused acts on their way to the trail. The transaction that was refused is rolled back, so they are noted here and written a moment
/// later by <see cref="Flush"/>, in a transaction of their own. The same refusal again within ten minutes is counted, not repeated.
/// </summary>
public sealed class RefusalTrail(TimeProvider clock)
{
    public const string Action = "access.refused";

    /// <summary>How long the same refusal of the same person is one record.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>More different refusals than this at a time are counted as one, so that a flood does not fill memory or trail.</summary>
    public const int KindsMax = 2_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Key, Tally> _tallies = [];

    private readonly record struct Key(long ActorId, string ActorName, string Act, long? MerchantId);

    private sealed class Tally(Actor actor, DateTime firstUtc)
    {
        public Actor Actor { get; } = actor;
        public DateTime FirstUtc { get; } = firstUtc;
        public DateTime LastUtc { get; set; } = firstUtc;
        public long Count { get; set; } = 1;
        public long Written { get; set; }
    }

    /// <summary>Notes a refusal: the permit that was missing, or what else was asked for (a step-up).</summary>
    public void Note(Actor actor, string act, long? merchantId)
    {
        var now = clock.UtcNow();
        var key = new Key(actor.UserId, actor.Name, act, merchantId);
        lock (_lock)
        {
            if (!_tallies.ContainsKey(key) && _tallies.Count >= KindsMax)
            {
                key = new Key(0, "flood", "any", null);
            }

            if (_tallies.TryGetValue(key, out var tally))
            {
                tally.Count++;
                tally.LastUtc = now;
            }
            else
            {
                _tallies[key] = new Tally(actor, now);
            }
        }
    }

    /// <summary>Writes what is new: the first of a kind at once, its repetitions as one record when the window is over (or at the end).</summary>
    public async Task<int> Flush(IDbContextFactory<PortalDb> dbs, bool atTheEnd, CancellationToken ct)
    {
        var due = Take(atTheEnd);
        if (due.Count == 0)
        {
            return 0;
        }

        try
        {
            await Write(dbs, due, ct);
            return due.Count;
        }
        catch
        {
            // The database did not take them: they are noted again for the next time.
            GiveBack(due);
            throw;
        }
    }

    private static async Task Write(IDbContextFactory<PortalDb> dbs, List<(Key Key, Tally Tally, long Count)> due, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        foreach (var (key, tally, count) in due)
        {
            var facts = new
            {
                count,
                first = tally.FirstUtc,
                last = tally.LastUtc,
            };
            db.Audit(tally.Actor, Action, "permit", key.Act, key.MerchantId, after: facts, outcome: AuditOutcome.Refused);
        }

        await db.SaveChangesAsync(ct);
    }

    private void GiveBack(List<(Key Key, Tally Tally, long Count)> due)
    {
        lock (_lock)
        {
            foreach (var (key, tally, count) in due)
            {
                tally.Written -= count;
                _tallies.TryAdd(key, tally);
            }
        }
    }

    private List<(Key Key, Tally Tally, long Count)> Take(bool atTheEnd)
    {
        var now = clock.UtcNow();
        var due = new List<(Key, Tally, long)>();
        lock (_lock)
        {
            foreach (var (key, tally) in _tallies)
            {
                var over = atTheEnd || now - tally.FirstUtc >= Window;
                var fresh = tally.Count - tally.Written;
                if (fresh > 0 && (over || tally.Written == 0))
                {
                    due.Add((key, tally, fresh));
                    tally.Written = tally.Count;
                }

                if (over)
                {
                    _tallies.Remove(key);
                }
            }
        }

        return due;
    }
}
