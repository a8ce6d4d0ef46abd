namespace Portal.Domain.Data;

/// <summary>How much a store keeps, and how much of it opens with no key of the ring.</summary>
internal sealed record SealedCount(long All, long Unreadable);
