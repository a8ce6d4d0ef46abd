namespace Portal.Domain.Kernel;

/// <summary>Where a value of the catalogue comes from. Its words are the texts <c>Source_{Name}</c>; a value of our own choice has no address.</summary>
public sealed record PolicySource(string Name, string? Url = null);
