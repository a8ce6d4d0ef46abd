using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

public sealed record PackPreview(PolicyPack Pack, IReadOnlyList<PackLine> Lines)
{
    public int Differences => Lines.Count(line => line.Differs);
    public bool TakesTwo => Lines.Any(line => line.TakesTwo);
}
