using System.Text.Json;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

public enum DecisionKind
{
    Approve,
    Reject,
    RequestChanges,
}

internal enum DecisionState
{
    /// <summary>May still be taken back; nobody but the reviewers knows of it.</summary>
    Waiting,
    Effective,
    Undone,

    /// <summary>When its time came the case did not allow it any more; the reason is kept.</summary>
    Refused,
}

/// <summary>What a reviewer decided: approve, reject with a reason and a text, or ask for changes with a remark per subject.</summary>
public sealed record DecisionForm(
    DecisionKind Kind,
    RejectReason? Reason = null,
    string? Note = null,
    IReadOnlyList<RemarkForm>? Remarks = null
);

/// <summary>
/// A decision on its way: kept the moment the reviewer decides, effective when its undo window is over. A server that dies in between
/// applies it at its next start; one that was undone is never applied.
/// </summary>
internal sealed class CaseDecision : IOfMerchant
{
    public const int ContentMax = 20_000;

    private CaseDecision() { }

    internal CaseDecision(CertificationCase of, DecisionForm form, Actor by, TimeSpan undo, DateTime nowUtc)
    {
        (MerchantId, Kind, Content) = (of.MerchantId, form.Kind, JsonSerializer.Serialize(form));
        (ByUserId, ByName, DecidedUtc, EffectiveUtc) = (by.UserId, by.Name, nowUtc, nowUtc + undo);
    }

    public long Id { get; private set; }
    public long CaseId { get; private set; }
    public long MerchantId { get; private set; }
    public DecisionKind Kind { get; private set; }
    public DecisionState State { get; private set; }

    /// <summary>The whole decision as it was made.</summary>
    public string Content { get; private set; } = string.Empty;
    public long ByUserId { get; private set; }
    public string ByName { get; private set; } = string.Empty;
    public DateTime DecidedUtc { get; private set; }
    public DateTime EffectiveUtc { get; private set; }
    public string? RefusalCode { get; private set; }

    internal DecisionForm Form => JsonSerializer.Deserialize<DecisionForm>(Content)!;

    internal void End(DecisionState state, string? refusal = null) => (State, RefusalCode) = (state, refusal);
}
