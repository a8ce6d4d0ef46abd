namespace Portal.Domain.Notices;

/// <summary>
/// Wakes the open windows of a person in this process. What happened on another server is seen by <see cref="NoticeWatch"/>, which pulses
/// the same board.
/// </summary>
public sealed class NoticeBoard
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, List<Func<Task>>> _listeners = [];

    /// <summary>Calls <paramref name="woken"/> at each pulse for this person, until the returned handle is disposed.</summary>
    public IDisposable Listen(long userId, Func<Task> woken)
    {
        lock (_lock)
        {
            if (!_listeners.TryGetValue(userId, out var list))
            {
                _listeners[userId] = list = [];
            }

            list.Add(woken);
        }

        return new Handle(() => Forget(userId, woken));
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
        Func<Task>[] woken;
        lock (_lock)
        {
            woken = _listeners.TryGetValue(userId, out var list) ? [.. list] : [];
        }

        await Task.WhenAll(woken.Select(one => one()));
    }

    private void Forget(long userId, Func<Task> woken)
    {
        lock (_lock)
        {
            if (_listeners.TryGetValue(userId, out var list) && list.Remove(woken) && list.Count == 0)
            {
                _listeners.Remove(userId);
            }
        }
    }

    private sealed class Handle(Action dispose) : IDisposable
    {
        private Action? _dispose = dispose;

        public void Dispose() => Interlocked.Exchange(ref _dispose, null)?.Invoke();
    }
}
