namespace Portal.Domain.Operations;

/// <summary>What is asked for. <see cref="From"/> is a time of day in the settlement zone; null: at once.</summary>
public sealed record PolicyForm(string Policy, string? Value, DateTime? From, string? Reason);
