using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>How the lines of one day came out: on each side every line is in one column.</summary>
internal sealed class ReconDay
{
    private ReconDay() { }

    internal ReconDay(ReconPair pair, DateOnly day) => (Pair, Day) = (pair, day);

    public ReconPair Pair { get; private set; }
    public DateOnly Day { get; private set; }
    public int OursLines { get; private set; }
    public int OursMatched { get; private set; }
    public int OursMissing { get; private set; }
    public int OursDiffers { get; private set; }
    public int TheirsLines { get; private set; }
    public int TheirsMatched { get; private set; }
    public int TheirsMissing { get; private set; }
    public int TheirsDiffers { get; private set; }
    public int TheirsDuplicate { get; private set; }
    public DateTime RunUtc { get; private set; }

    internal void Count(IReadOnlyCollection<ReconFinding> findings, DateTime nowUtc)
    {
        int Of(ReconSide side, ReconState state) => findings.Count(one => one.Fact.Side == side && one.State == state);
        OursLines = findings.Count(one => one.Fact.Side == ReconSide.Ours);
        OursMatched = Of(ReconSide.Ours, ReconState.Matched);
        OursMissing = Of(ReconSide.Ours, ReconState.MissingThere);
        OursDiffers = Of(ReconSide.Ours, ReconState.AmountDiffers);
        TheirsLines = findings.Count(one => one.Fact.Side == ReconSide.Theirs);
        TheirsMatched = Of(ReconSide.Theirs, ReconState.Matched);
        TheirsMissing = Of(ReconSide.Theirs, ReconState.MissingHere);
        TheirsDiffers = Of(ReconSide.Theirs, ReconState.AmountDiffers);
        TheirsDuplicate = Of(ReconSide.Theirs, ReconState.Duplicate);
        RunUtc = nowUtc;
    }
}
