namespace Portal.Domain.Kernel;

/// <summary>How long a pattern may look for its end in what somebody else wrote; then the text is refused by a fault rather than the server held.</summary>
internal static class PatternTime
{
    public const int Milliseconds = 2_000;
}
