using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>One kind of thing with an end: how long it is kept and how it is deleted.</summary>
internal interface IRetention
{
    Kept Kind { get; }
    Policy<TimeSpan> Term { get; }

    Task<int> CountOlder(PortalDb db, DateTime thanUtc, CancellationToken ct);

    /// <summary>Deletes up to <paramref name="take"/> within the open transaction and returns their ids. Files go first: a kill leaves a row
    /// without a file, which the next run takes up, never a file that no row names.</summary>
    Task<IReadOnlyList<string>> DeleteOlder(PortalDb db, DateTime thanUtc, int take, DateTime nowUtc, CancellationToken ct);
}
