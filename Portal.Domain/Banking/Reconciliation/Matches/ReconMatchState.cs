namespace Portal.Domain.Banking;

internal enum ReconMatchState
{
    /// <summary>Waits for a second person.</summary>
    Proposed,

    /// <summary>Two persons say that its lines belong together.</summary>
    Agreed,

    /// <summary>Not agreed to: its lines are open again.</summary>
    Dropped,
}
