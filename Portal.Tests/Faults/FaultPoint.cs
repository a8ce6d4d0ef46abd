using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portal.Tests.Faults;

/// <summary>
/// Ends what the caller does at one point of its talk with the database: before a statement, before a commit, or after it. The points are
/// numbered as they come; only the caller's own ones count, whatever runs beside it.
/// </summary>
internal sealed class FaultPoint : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly AsyncLocal<FaultPoint?> Here = new();
    private static readonly HashSet<string> Points =
    [
        RelationalEventId.CommandExecuting.Name!,
        RelationalEventId.TransactionCommitting.Name!,
        RelationalEventId.TransactionCommitted.Name!,
    ];

    private readonly List<IDisposable> _subscriptions = [];
    private readonly int _point;
    private int _seen;

    private FaultPoint(int point) => _point = point;

    /// <summary>Whether it came to the point.</summary>
    public bool Fired { get; private set; }

    /// <summary>Whether what was done up to the point had been committed.</summary>
    public bool AfterCommit { get; private set; }

    public static FaultPoint At(int point)
    {
        var fault = new FaultPoint(point);
        Here.Value = fault;
        fault._subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(fault));
        return fault;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            _subscriptions.Add(value.Subscribe(this, (name, _, _) => Here.Value == this && Points.Contains(name)));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (Here.Value != this || ++_seen != _point)
        {
            return;
        }

        Fired = true;
        AfterCommit = value.Key == RelationalEventId.TransactionCommitted.Name;
        throw new FaultPointException(value.Key);
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        Here.Value = null;
        _subscriptions.ForEach(subscription => subscription.Dispose());
    }

    private sealed class FaultPointException(string where) : Exception($"Ended at {where}");
}
