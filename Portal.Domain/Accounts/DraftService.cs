using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Accounts;

/// <summary>A kept draft, when it was kept, and which of its versions this is.</summary>
public sealed record DraftCopy(string Json, DateTime SavedUtc, int Version);

/// <summary>When a draft was kept, and the version it has now: what the next keeping builds on.</summary>
public sealed record DraftMark(DateTime SavedUtc, int Version);

/// <summary>Half-filled forms of one person: kept as they type, gone when the form is sent.</summary>
public sealed class DraftService(Acts acts, ISealText seal, TimeProvider clock)
{
    /// <summary>What a page answers itself: another window has kept something meanwhile.</summary>
    public const string DraftChanged = AccountsRefusals.DraftChanged;

    /// <summary>What a picture may weigh.</summary>
    public const int AvatarBytesMax = AvatarImage.BytesMax;

    /// <summary>
    /// Keeps the draft of one form in the place of the version the writer has seen; none when they have seen none. So one window never writes
    /// over what another has kept.
    /// </summary>
    /// <exception cref="Refusal">The draft is larger than 32 KB, or another window has kept something meanwhile.</exception>
    public async Task<DraftMark> Save(Actor actor, string form, string json, int? version, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        var draft = await Mine(act.Db, act.UserId, form).SingleOrDefaultAsync(ct);
        Refusal.Unless(draft is null || draft.Version == version, AccountsRefusals.DraftChanged);
        if (draft is null)
        {
            draft = new FormDraft(act.UserId, form);
            act.Db.FormDrafts.Add(draft);
        }

        draft.Save(json, seal, clock.UtcNow());
        await act.Commit(() => new Refusal(AccountsRefusals.DraftChanged));

        return new DraftMark(draft.SavedUtc, draft.Version);
    }

    /// <summary>The kept draft of one form, or null.</summary>
    public async Task<DraftCopy?> Find(Actor actor, string form, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        return await Mine(act.Db, act.UserId, form).AsNoTracking().SingleOrDefaultAsync(ct) is { } draft
            ? new DraftCopy(seal.OpenText(draft.JsonSealed, FormDraft.Purpose(act.UserId)), draft.SavedUtc, draft.Version)
            : null;
    }

    /// <summary>Throws the draft away.</summary>
    public async Task Discard(Actor actor, string form, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        await Mine(act.Db, act.UserId, form).ExecuteDeleteAsync(ct);
    }

    private static IQueryable<FormDraft> Mine(PortalDb db, long userId, string form) =>
        db.FormDrafts.Where(draft => draft.UserId == userId && draft.Key == form);
}
