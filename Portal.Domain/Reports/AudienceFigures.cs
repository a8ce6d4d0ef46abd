using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Reports;

/// <summary>Followers now, and how they came to be so many over a period; and what was opened of what was sent in it.</summary>
public sealed record AudienceFigures(long Followers, int Broadcasts, long Delivered, long Opened)
{
    internal IReadOnlyList<AudienceDay> Days { get; init; } = [];

    public long Net => Days.Sum(day => day.Joined - day.Left);

    /// <summary>Followers at the end of each day, the last one now.</summary>
    public IReadOnlyList<long> Levels
    {
        get
        {
            var levels = new long[Days.Count];
            var level = Followers;
            for (var at = Days.Count - 1; at >= 0; at--)
            {
                levels[at] = level;
                level -= Days[at].Joined - Days[at].Left;
            }

            return levels;
        }
    }
}
