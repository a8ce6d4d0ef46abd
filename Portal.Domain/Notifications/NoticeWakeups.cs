namespace Portal.Domain.Notifications;

/// <summary>
/// Wakes the open windows of a person in this process. What happened on another server is seen by <see cref="NoticeWatch"/>, which pulses
/// the same board. A window is woken in the context it listened from, so that it goes on in its reader's language, whoever pulses.
/// </summary>
public sealed class NoticeWakeups
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, List<Listener>> _listeners = [];

    /// <summary>Calls <paramref name="woken"/> at each pulse for this person, until the returned handle is disposed.</summary>
    public IDisposable Listen(long userId, Func<Task> woken)
    {
        var listener = new Listener(woken, ExecutionContext.Capture());
        lock (_lock)
        {
            if (!_listeners.TryGetValue(userId, out var list))
            {
                _listeners[userId] = list = [];
            }

            list.Add(listener);
        }

        return new Handle(() => Forget(userId, listener));
    }

    /// <summary>The people who have a window open here.</summary>
    public IReadOnlyList<long> Listening
    {
        get
        {
            lock (_lock)
            {
                return [.. _listeners.Keys];
            }
        }
    }

    public async Task Pulse(long userId)
    {
        Listener[] woken;
        lock (_lock)
        {
            woken = _listeners.TryGetValue(userId, out var list) ? [.. list] : [];
        }

        await Task.WhenAll(woken.Select(one => one.Wake()));
    }

    private void Forget(long userId, Listener listener)
    {
        lock (_lock)
        {
            if (_listeners.TryGetValue(userId, out var list) && list.Remove(listener) && list.Count == 0)
            {
                _listeners.Remove(userId);
            }
        }
    }

    private sealed class Listener(Func<Task> woken, ExecutionContext? context)
    {
        public Task Wake()
        {
            if (context is null)
            {
                return woken();
            }

            var done = Task.CompletedTask;
            ExecutionContext.Run(context, _ => done = woken(), null);
            return done;
        }
    }

    private sealed class Handle(Action dispose) : IDisposable
    {
        private Action? _dispose = dispose;

        public void Dispose() => Interlocked.Exchange(ref _dispose, null)?.Invoke();
    }
}
