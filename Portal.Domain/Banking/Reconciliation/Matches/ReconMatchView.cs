using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>What is chosen, both sides added up, and what else could belong to it, the likeliest first.</summary>
public sealed record ReconMatchView(
    IReadOnlyList<ReconRow> Ours,
    IReadOnlyList<ReconRow> Theirs,
    long OursMinor,
    long TheirsMinor,
    string Currency,
    bool MayBeFee,
    Refusal? Hurdle,
    IReadOnlyList<ReconRow> Others,
    bool MoreOthers
)
{
    public long DifferenceMinor => TheirsMinor - OursMinor;
}
