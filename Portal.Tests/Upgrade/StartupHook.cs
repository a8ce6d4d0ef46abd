using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

#pragma warning disable CA1050 // .NET looks for a startup hook under this name, outside every namespace.

/// <summary>
/// Loaded by DOTNET_STARTUP_HOOKS into the product's own process, before its Main: ends it with SIGKILL at one point of a migration. The
/// product knows nothing of it, and the moment is the same every time.
/// </summary>
#pragma warning disable MA0047 // .NET looks for a startup hook by this name, without a namespace.
internal sealed class StartupHook : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    /// <summary>The n-th statement of the migration, or one of the two words below.</summary>
    public const string Variable = "PORTAL_TEST_END_AT";
    public const string Committing = "committing";
    public const string Committed = "committed";

    private readonly string _point;
    private bool _applying;
    private int _statements;

    private StartupHook(string point) => _point = point;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } point)
        {
            DiagnosticListener.AllListeners.Subscribe(new StartupHook(point));
        }
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        _applying |= value.Key == RelationalEventId.MigrationApplying.Name;
        var here =
            value.Key == RelationalEventId.CommandExecuting.Name && _applying
                ? (++_statements).ToString(CultureInfo.InvariantCulture) == _point
                : _applying
                    && (
                        (value.Key == RelationalEventId.TransactionCommitting.Name && _point == Committing)
                        || (value.Key == RelationalEventId.TransactionCommitted.Name && _point == Committed)
                    );
        if (here)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }
}
