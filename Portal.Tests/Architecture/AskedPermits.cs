using System.Diagnostics.Metrics;
using System.Reflection;

namespace Portal.Tests.Architecture;

/// <summary>
/// The permit that each public service method asks, as it stands in <c>permits-asked.txt</c>: printed by a test that calls every method and hears
/// its opening sentence, so that nobody writes a permit twice and a change of one is seen in review. PORTAL_WRITE_DOCS=1 prints it anew.
/// </summary>
internal static class AskedPermits
{
    private static readonly string Path = Repository.PathOf("Portal.Tests", "Architecture", "permits-asked.txt");
    private static readonly Lazy<Dictionary<string, Permit>> Kept = new(Read);

    public static Permit Of(MethodInfo method) =>
        Kept.Value.TryGetValue(Name(method), out var permit)
            ? permit
            : throw new InvalidOperationException(
                $"{Name(method)} does not stand in permits-asked.txt: print it anew with PORTAL_WRITE_DOCS=1."
            );

    public static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    public static string Text => File.ReadAllText(Path);

    public static void Write(string text) => File.WriteAllText(Path, text);

    private static Dictionary<string, Permit> Read() =>
        Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => Enum.Parse<Permit>(parts[1]), StringComparer.Ordinal);
}

/// <summary>Hears which permits the acts of this flow ask, in their order, whatever runs beside it.</summary>
internal sealed class ActsHeard : IDisposable
{
    private static readonly AsyncLocal<ActsHeard?> Here = new();
    private readonly MeterListener _listener = new();
    private readonly List<Permit> _asked = [];

    public ActsHeard()
    {
        Here.Value = this;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument == Telemetry.Acts)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(
            (_, _, tags, _) =>
            {
                if (Here.Value == this)
                {
                    _asked.Add(Enum.Parse<Permit>((string)tags[0].Value!));
                }
            }
        );
        _listener.Start();
    }

    public IReadOnlyList<Permit> Asked => _asked;

    public void Forget() => _asked.Clear();

    public void Dispose()
    {
        Here.Value = null;
        _listener.Dispose();
    }
}
