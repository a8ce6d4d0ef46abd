using Portal.Domain.Kernel;

namespace Portal.Domain.Approvals;

/// <summary>Two accounts that are known to be one person's: they count as one wherever two persons are needed.</summary>
internal sealed class PersonLink
{
    private PersonLink() { }

    /// <summary>The smaller id comes first, so that a pair is one row.</summary>
    internal PersonLink(long oneId, long otherId, string reason, string madeBy, DateTime madeUtc)
    {
        (OneId, OtherId) = oneId < otherId ? (oneId, otherId) : (otherId, oneId);
        (Reason, MadeBy, MadeUtc) = (Text.Required(reason, nameof(Reason), Approval.ReasonMax), madeBy, madeUtc);
    }

    public long Id { get; private set; }
    public long OneId { get; private set; }
    public long OtherId { get; private set; }
    public string Reason { get; private set; } = string.Empty;
    public string MadeBy { get; private set; } = string.Empty;
    public DateTime MadeUtc { get; private set; }
}
