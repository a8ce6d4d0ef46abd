using Portal.Domain.Data;

namespace Portal.Domain.Audit;

/// <summary>
/// One line of the trail: who did what to which object, when, from where and why. Only ever inserted (triggers refuse the rest), without
/// gaps in <see cref="Sequence"/>, and chained: <see cref="Hash"/> signs this record together with the one before it (I-08).
/// </summary>
internal sealed class AuditRecord
{
    private AuditRecord() { }

    /// <summary>1, 2, 3… over the whole site, without a gap.</summary>
    public long Sequence { get; private set; }
    public DateTime AtUtc { get; private set; }
    public long ActorId { get; private set; }
    public string ActorName { get; private set; } = string.Empty;
    public string Source { get; private set; } = string.Empty;
    public string Action { get; private set; } = string.Empty;
    public string ObjectKind { get; private set; } = string.Empty;
    public string ObjectKey { get; private set; } = string.Empty;
    public long? MerchantId { get; private set; }
    public string? Before { get; private set; }
    public string? After { get; private set; }
    public string? Why { get; private set; }
    public AuditOutcome Outcome { get; private set; }

    /// <summary>Hash of the record before this one; 64 zeros for the first.</summary>
    public string PreviousHash { get; private set; } = string.Empty;
    public string Hash { get; private set; } = string.Empty;

    internal static AuditRecord Append(AuditDraft draft, long sequence, string previousHash, DateTime atUtc, AuditChain chain)
    {
        var record = new AuditRecord
        {
            Sequence = sequence,
            AtUtc = atUtc,
            ActorId = draft.Actor.UserId,
            ActorName = Clip(draft.Actor.Name, 240)!,
            Source = Clip(draft.Actor.From, 64) ?? string.Empty,
            Action = draft.Action,
            ObjectKind = draft.ObjectKind,
            ObjectKey = Clip(draft.ObjectKey, 80)!,
            MerchantId = draft.MerchantId,
            Before = AuditChain.Canonical(draft.Before),
            After = AuditChain.Canonical(draft.After),
            Why = Clip(draft.Why, 2000),
            Outcome = draft.Outcome,
            PreviousHash = previousHash,
        };
        record.Hash = chain.Sign(record);
        return record;
    }

    // A record is never lost because a text was long, or has what a database cannot keep; what is signed is what is kept.
    private static string? Clip(string? text, int max) => text is { } known ? Kernel.Text.Cut(known, max) : null;
}

/// <summary>The end of the chain: one row, locked by whoever appends.</summary>
internal sealed class AuditHead
{
    public int Id { get; set; } = 1;
    public long Sequence { get; set; }
    public string Hash { get; set; } = AuditChain.Origin;
}
