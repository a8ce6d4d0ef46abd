using Microsoft.AspNetCore.SignalR;
using Portal.Options;

namespace Portal.Hosting;

/// <summary>
/// The places of open pages. Each page that is connected holds a circuit, and so memory; a stranger who opens ever more of them is turned away
/// while there is room for who is signed in. Pages whose connection is lost are not counted: the server keeps a hundred of them at most.
/// </summary>
internal sealed class PagePlaces(LimitOptions limits)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _taken = [];
    private int _all;
    private int _strangers;

    /// <summary>How many are held.</summary>
    public int Taken
    {
        get
        {
            lock (_lock)
            {
                return _all;
            }
        }
    }

    /// <summary>Whether one more page of this visitor may connect.</summary>
    public bool HasRoom(Visitor visitor)
    {
        lock (_lock)
        {
            return IsRoom(visitor);
        }
    }

    /// <summary>A place for one more page, until it is given back; null when there is none for this visitor.</summary>
    public IDisposable? Take(Visitor visitor)
    {
        lock (_lock)
        {
            if (!IsRoom(visitor))
            {
                return null;
            }

            Count(visitor, 1);
        }

        return new Place(this, visitor);
    }

    private bool IsRoom(Visitor visitor) =>
        _taken.GetValueOrDefault(visitor.Key) < (visitor.IsStranger ? limits.PagesPerAddress : limits.PagesPerPerson)
        && (!visitor.IsStranger || _strangers < limits.PagesOfStrangers)
        && _all < limits.PagesAtOnce;

    private void Count(Visitor visitor, int by)
    {
        _all += by;
        _strangers += visitor.IsStranger ? by : 0;
        var left = _taken.GetValueOrDefault(visitor.Key) + by;
        if (left > 0)
        {
            _taken[visitor.Key] = left;
        }
        else
        {
            _taken.Remove(visitor.Key);
        }
    }

    /// <summary>One place; given back once, however often it is disposed.</summary>
    private sealed class Place(PagePlaces places, Visitor visitor) : IDisposable
    {
        private bool _isBack;

        public void Dispose()
        {
            lock (places._lock)
            {
                if (!_isBack)
                {
                    _isBack = true;
                    places.Count(visitor, -1);
                }
            }
        }
    }
}

/// <summary>
/// No circuit is begun, or taken up again, without a place, which its connection holds to its end. A browser of ours is told before it connects
/// (429 at "negotiate"); this is for the others, and for two that connect at once.
/// </summary>
internal sealed class PageFilter(PagePlaces places) : IHubFilter
{
    private static readonly string[] Opening = ["StartCircuit", "ConnectCircuit", "ResumeCircuit"];

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext,
        Func<HubInvocationContext, ValueTask<object?>> next
    )
    {
        var caller = invocationContext.Context;
        if (Opening.Contains(invocationContext.HubMethodName) && !caller.Items.ContainsKey(typeof(PagePlaces)))
        {
            var place = places.Take(Visitor.Of(caller.User, caller.GetHttpContext()?.Connection.RemoteIpAddress?.ToString()));
            if (place is null)
            {
                // Not as a fault: whoever tries this again and again would fill the log.
                caller.Abort();
                return null;
            }

            caller.Items[typeof(PagePlaces)] = place;
        }

        return await next(invocationContext);
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        if (context.Context.Items.TryGetValue(typeof(PagePlaces), out var place))
        {
            (place as IDisposable)?.Dispose();
        }

        return next(context, exception);
    }
}
