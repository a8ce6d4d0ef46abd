using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>One line of a pack beside what holds.</summary>
public sealed record PackLine(PackValue Value, int Now, bool TakesTwo)
{
    public bool Differs => Now != Value.Number;
}
