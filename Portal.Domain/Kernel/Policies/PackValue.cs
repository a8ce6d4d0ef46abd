namespace Portal.Domain.Kernel;

/// <summary>One value of a pack, with where it is written.</summary>
public sealed record PackValue(Policy Policy, int Number, PolicySource Source);
