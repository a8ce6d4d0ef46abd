namespace Portal.Domain.Operations;

/// <summary>A policy and everything it ever was, newest first.</summary>
public sealed record PolicyHistory(PolicyLine Line, IReadOnlyList<PolicyEntry> Entries);
