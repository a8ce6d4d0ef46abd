namespace Portal.Domain.Kernel;

/// <summary>One value of a policy, and from when it holds.</summary>
internal readonly record struct DatedNumber(DateTime FromUtc, int Number);
