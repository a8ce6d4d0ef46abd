using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Accounts;

/// <summary>A kept draft and when it was kept.</summary>
public sealed record DraftCopy(string Json, DateTime SavedUtc);

/// <summary>Half-filled forms of one person: kept as he types, gone when the form is sent.</summary>
public sealed class DraftService(IDbContextFactory<PortalDb> dbs, Gate gate, ISealText seal, TimeProvider clock)
{
    /// <summary>Keeps the draft of one form, over the one before; returns when.</summary>
    /// <exception cref="Refusal">The draft is larger than 32 KB.</exception>
    [Needs(Permit.OwnProfile)]
    public async Task<DateTime> Save(Actor actor, string form, string json, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var userId = await gate.SignedIn(db, actor, Permit.OwnProfile, ct);
        var draft = await Mine(db, userId, form).SingleOrDefaultAsync(ct);
        if (draft is null)
        {
            draft = new FormDraft(userId, form);
            db.FormDrafts.Add(draft);
        }

        draft.Save(json, seal, clock.UtcNow());
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException race) when (db.IsUniqueViolation(race))
        {
            throw new Refusal(KernelRefusals.Conflict);
        }

        return draft.SavedUtc;
    }

    /// <summary>The kept draft of one form, or null.</summary>
    [Needs(Permit.OwnProfile)]
    public async Task<DraftCopy?> Find(Actor actor, string form, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var userId = await gate.SignedIn(db, actor, Permit.OwnProfile, ct);
        return await Mine(db, userId, form).AsNoTracking().SingleOrDefaultAsync(ct) is { } draft
            ? new DraftCopy(seal.OpenText(draft.JsonSealed, FormDraft.Purpose(userId)), draft.SavedUtc)
            : null;
    }

    /// <summary>Throws the draft away.</summary>
    [Needs(Permit.OwnProfile)]
    public async Task Discard(Actor actor, string form, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var userId = await gate.SignedIn(db, actor, Permit.OwnProfile, ct);
        await Mine(db, userId, form).ExecuteDeleteAsync(ct);
    }

    private static IQueryable<FormDraft> Mine(PortalDb db, long userId, string form) =>
        db.FormDrafts.Where(draft => draft.UserId == userId && draft.Key == form);
}
