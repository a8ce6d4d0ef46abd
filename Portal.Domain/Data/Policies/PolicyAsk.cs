using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>What is the same of all rows of one change.</summary>
internal sealed record PolicyAsk(long Change, Actor By, DateTime? WantedUtc, string Reason, string? Pack, DateTime NowUtc);
