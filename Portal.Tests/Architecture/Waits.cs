using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portal.Tests.Architecture;

/// <summary>
/// What the caller makes others wait for at the database: transactions it begins, turns it takes, statements that write. Only the caller's
/// own ones, whatever runs beside it.
/// </summary>
internal sealed class Waits : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly AsyncLocal<Waits?> Here = new();
    private static readonly HashSet<string> Points =
    [
        RelationalEventId.TransactionStarting.Name!,
        RelationalEventId.CommandExecuting.Name!,
    ];

    private readonly List<IDisposable> _subscriptions = [];
    private readonly List<string> _seen = [];
    private readonly List<string> _statements = [];

    private Waits() { }

    public IReadOnlyList<string> Seen => _seen;

    /// <summary>All it says to the database, readings too.</summary>
    public IReadOnlyList<string> Statements => _statements;

    public static Waits Watch()
    {
        var watch = new Waits();
        Here.Value = watch;
        watch._subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(watch));
        return watch;
    }

    public void Forget()
    {
        _seen.Clear();
        _statements.Clear();
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
        if (Here.Value != this)
        {
            return;
        }

        if (value.Value is not CommandEventData command)
        {
            _seen.Add("a transaction");
            return;
        }

        var sql = command.Command.CommandText;
        _statements.Add(sql);
        if (!IsRead(sql))
        {
            _seen.Add(sql.Split('\n')[0]);
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        Here.Value = null;
        _subscriptions.ForEach(subscription => subscription.Dispose());
    }

    private static bool IsRead(string sql) =>
        sql.StartsWith("SELECT", StringComparison.Ordinal)
        && !sql.Contains("_lock(", StringComparison.Ordinal)
        && !sql.Contains("FOR UPDATE", StringComparison.Ordinal);
}
