using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>
/// What somebody who was found to hold its permit is doing: their context, their transaction, and the trail in their name. Opened by
/// <see cref="Acts"/>; one that only reads never commits.
/// </summary>
internal abstract class Act(PortalDb db, bool owned, Actor actor, CancellationToken ct) : Step(db, owned, ct)
{
    protected Actor Actor => actor;

    /// <summary>The organisation of what is audited, where the act names none.</summary>
    protected virtual long? MerchantId => null;

    /// <summary>Another permit, where a part of the act takes more than the whole: asked of the same person, at the same place.</summary>
    /// <exception cref="Refusal">Denied, or not found.</exception>
    public abstract Task Demand(Permit permit);

    /// <summary>The same inside a lock, where what was read before waiting for it is read anew.</summary>
    internal virtual Task DemandAnew(Permit permit) => Demand(permit);

    /// <summary>
    /// Alone in one command of this person: of a click that came twice the second waits here and then finds what the first has made.
    /// </summary>
    public Task Command(string key) => Lock(FormattableString.Invariant($"command:{actor.UserId}:{key}"));

    /// <summary>One record of the trail, written by the next save. Before and after are small anonymous objects without personal data.</summary>
    public void Audit(
        string word,
        string kind,
        string key,
        object? before = null,
        object? after = null,
        string? why = null,
        long? merchantId = null
    ) => Db.Audit(actor, word, kind, key, merchantId ?? MerchantId, before, after, why);

    /// <summary>Audits, saves and commits: what happened (word) to which thing (kind and key).</summary>
    public Task Commit(
        string word,
        string kind,
        string key,
        object? before = null,
        object? after = null,
        string? why = null,
        long? merchantId = null
    )
    {
        Audit(word, kind, key, before, after, why, merchantId);
        return Commit();
    }
}
