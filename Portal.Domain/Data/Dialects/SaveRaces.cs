using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>
/// Saving where somebody else may be first. The context itself turns a lost race into a refusal; here it gets the words of the act it belongs to.
/// </summary>
internal static class SaveRaces
{
    /// <summary>Saves; whoever loses the race for the index (for any row, when none is named) is told this instead.</summary>
    public static async Task SaveOr(this PortalDb db, Func<Refusal> lost, string? index, CancellationToken ct)
    {
        if (!await db.SavedFirst(index, ct))
        {
            throw lost();
        }
    }

    /// <summary>Saves; false when somebody else was first (at that index, when one is named), and nothing is stored.</summary>
    public static async Task<bool> SavedFirst(this PortalDb db, string? index, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (Refusal race) when (db.WasLost(race, index))
        {
            return false;
        }
    }

    /// <summary>Whether a refusal says that somebody else was first: at that index, or with any row when none is named.</summary>
    public static bool WasLost(this PortalDb db, Refusal race, string? index = null) =>
        index is null ? IsLost(race) : db.IsUniqueViolation(race, index);

    /// <summary>Whether a refusal says that somebody else was first, where no context is at hand: Identity's stores save by themselves.</summary>
    public static bool IsLost(Refusal race) => race.Code == KernelRefusals.Conflict;
}
