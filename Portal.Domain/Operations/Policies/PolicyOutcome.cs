namespace Portal.Domain.Operations;

/// <summary>What came of a change.</summary>
/// <param name="Changed">False: everything was like that already, and nothing was written.</param>
/// <param name="Approval">The number of the proposal that waits for a second administrator; null when it is agreed.</param>
/// <param name="FromUtc">From when it holds, when it is agreed.</param>
public sealed record PolicyOutcome(bool Changed, string? Approval, DateTime? FromUtc);
