namespace Portal.Domain.Audit;

/// <summary>
/// Where the chain begins after the oldest records were deleted by the retention setting: signed, so that nobody without the key can cut.
/// </summary>
internal sealed class AuditCut
{
    private AuditCut() { }

    /// <summary>The last record that was deleted.</summary>
    public long Sequence { get; private set; }

    /// <summary>Its hash, which the first kept record names as its predecessor.</summary>
    public string Hash { get; private set; } = string.Empty;
    public DateTime AtUtc { get; private set; }
    public string Signature { get; private set; } = string.Empty;

    internal static AuditCut After(AuditRecord last, DateTime atUtc, AuditChain chain)
    {
        var cut = new AuditCut
        {
            Sequence = last.Sequence,
            Hash = last.Hash,
            AtUtc = atUtc,
        };
        cut.Signature = chain.Sign(cut.Signed);
        return cut;
    }

    internal bool IsGenuine(AuditChain chain) => chain.Sign(Signed) == Signature;

    private string Signed => FormattableString.Invariant($"cut:{Sequence}:{Hash}:{AtUtc.Ticks}");
}
