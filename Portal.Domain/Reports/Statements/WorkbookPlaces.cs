namespace Portal.Domain.Reports;

/// <summary>Workbooks are made in memory, so only so many at a time in one process; whoever comes later waits for a place.</summary>
internal sealed class WorkbookPlaces : IDisposable
{
    public const int PlacesMax = 2;
    private readonly SemaphoreSlim _places = new(PlacesMax);
    private int _waiting;

    /// <summary>How many wait for a place.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public void Dispose() => _places.Dispose();

    internal async Task<IDisposable> Take(CancellationToken ct)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _places.WaitAsync(ct);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        return new Place(_places);
    }

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
