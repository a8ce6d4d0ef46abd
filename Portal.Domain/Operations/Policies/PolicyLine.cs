using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>A policy as it stands: what holds, since when and by whom; nobody and never while it is the standard.</summary>
public sealed record PolicyLine(Policy Policy, int Number, PolicyEntry? InForce, IReadOnlyList<PolicyEntry> ToCome, PolicyEntry? Waiting);
