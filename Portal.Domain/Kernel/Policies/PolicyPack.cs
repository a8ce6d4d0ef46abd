namespace Portal.Domain.Kernel;

/// <summary>Values that belong together and are loaded in one change: the rules of a platform at a time. Its words are <c>Pack_{Name}</c>.</summary>
public sealed record PolicyPack(string Name, IReadOnlyList<PackValue> Values);
