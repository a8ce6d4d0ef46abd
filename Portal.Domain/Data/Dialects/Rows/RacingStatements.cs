using System.Data.Common;

namespace Portal.Domain.Data;

/// <summary>Statements past the change tracker: a race they lose is told as one that a save loses.</summary>
internal static class RacingStatements
{
    /// <exception cref="Kernel.Refusal">Another has made the same row, or the database broke this off for others.</exception>
    public static async Task OrLost(this PortalDb db, Func<Task> statements)
    {
        try
        {
            await statements();
        }
        catch (DbException fault) when (db.LostRace(fault) is { } lost)
        {
#pragma warning disable MA0027 // Another fault than the one that was caught: which race was lost.
            throw lost;
#pragma warning restore MA0027
        }
    }
}
