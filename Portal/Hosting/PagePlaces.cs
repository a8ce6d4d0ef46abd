using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;
using Portal.Options;

namespace Portal.Hosting;

/// <summary>
/// The places of open pages. Each page holds a circuit, and so memory, from its opening until it is closed or given up; a stranger who opens
/// ever more of them is turned away while there is room for who is signed in.
/// </summary>
internal sealed class PagePlaces(LimitOptions limits)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Tally> _visitors = [];
    private Tally _all;
    private Tally _strangers;

    /// <summary>The place that the circuit now being made will hold.</summary>
    internal static AsyncLocal<Place?> Offered { get; } = new();

    /// <summary>How many are held.</summary>
    public int Taken
    {
        get
        {
            lock (_lock)
            {
                return _all.Taken;
            }
        }
    }

    /// <summary>
    /// Whether a page of this visitor may connect. Pages that wait for their connection are not counted: one of them may be who comes, and
    /// has their place.
    /// </summary>
    public bool HasRoom(Visitor visitor)
    {
        lock (_lock)
        {
            return IsRoom(visitor, tally => tally.Taken - tally.Waiting);
        }
    }

    /// <summary>A place for one more page, until it is given back; null when there is none for this visitor.</summary>
    public Place? Take(Visitor visitor)
    {
        lock (_lock)
        {
            // A person who left pages without a word (a closed lid) may open others meanwhile: the server keeps few of those, whoever's they are.
            if (!IsRoom(visitor, visitor.IsStranger ? tally => tally.Taken : tally => tally.Taken - tally.Waiting))
            {
                return null;
            }

            Count(visitor, new Tally(1, 0));
        }

        return new Place(this, visitor);
    }

    private bool IsRoom(Visitor visitor, Func<Tally, int> count) =>
        count(_visitors.GetValueOrDefault(visitor.Key)) < (visitor.IsStranger ? limits.PagesPerAddress : limits.PagesPerPerson)
        && (!visitor.IsStranger || count(_strangers) < limits.PagesOfStrangers)
        && count(_all) < limits.PagesAtOnce;

    private void Count(Visitor visitor, Tally change)
    {
        _all += change;
        _strangers += visitor.IsStranger ? change : default;
        var left = _visitors.GetValueOrDefault(visitor.Key) + change;
        if (left.Taken > 0)
        {
            _visitors[visitor.Key] = left;
        }
        else
        {
            _visitors.Remove(visitor.Key);
        }
    }

    /// <param name="Waiting">Of the taken ones, those whose connection is lost.</param>
    private readonly record struct Tally(int Taken, int Waiting)
    {
        public static Tally operator +(Tally one, Tally other) => new(one.Taken + other.Taken, one.Waiting + other.Waiting);
    }

    /// <summary>One place; given back once, however often it is disposed.</summary>
    internal sealed class Place(PagePlaces places, Visitor visitor) : IDisposable
    {
        private bool _isBack;
        private bool _waits;

        /// <summary>The page's connection is lost, or there again.</summary>
        public void Wait(bool waits)
        {
            lock (places._lock)
            {
                if (!_isBack && _waits != waits)
                {
                    _waits = waits;
                    places.Count(visitor, new Tally(0, waits ? 1 : -1));
                }
            }
        }

        public void Dispose()
        {
            lock (places._lock)
            {
                if (!_isBack)
                {
                    _isBack = true;
                    places.Count(visitor, new Tally(-1, _waits ? -1 : 0));
                }
            }
        }
    }
}

/// <summary>
/// No circuit is made without a place. A browser of ours is told before it connects (429 at "negotiate"); this is for the others, and for two
/// that connect at once.
/// </summary>
internal sealed class PageFilter(PagePlaces places) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext,
        Func<HubInvocationContext, ValueTask<object?>> next
    )
    {
        if (invocationContext.HubMethodName is not ("StartCircuit" or "ResumeCircuit"))
        {
            return await next(invocationContext);
        }

        var caller = invocationContext.Context;
        var place = places.Take(Visitor.Of(caller.User, caller.GetHttpContext()?.Connection.RemoteIpAddress?.ToString()));
        if (place is null)
        {
            // Not as a fault: whoever tries this again and again would fill the log.
            caller.Abort();
            return null;
        }

        object? secret = null;
        try
        {
            PagePlaces.Offered.Value = place;
            secret = await next(invocationContext);
            return secret;
        }
        finally
        {
            PagePlaces.Offered.Value = null;
            // Without the circuit's secret none was made.
            if (secret is not string)
            {
                place.Dispose();
            }
        }
    }
}

/// <summary>Made with each circuit and gone with it: holds its place.</summary>
internal sealed class PageHandler : CircuitHandler, IDisposable
{
    private readonly PagePlaces.Place? _place = PagePlaces.Offered.Value;

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _place?.Wait(false);
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _place?.Wait(true);
        return Task.CompletedTask;
    }

    public void Dispose() => _place?.Dispose();
}
