using System.Globalization;
using Portal.Tests.Commands;

namespace Portal.Tests.Faults;

/// <summary>
/// Starts commands, ends them with SIGKILL at random moments and starts them again, as an operator would. Most of a short command's life is
/// its start, so lives are drawn from where a start ends to where the command was last seen to end: nearly every kill falls into its work.
/// </summary>
internal sealed class Kills
{
    private const int OfOneStepMax = 6;

    /// <summary>Whoever needs longer waits for something that a killed one left.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Random _random;
    private readonly TimeSpan _start;
    private readonly Dictionary<string, TimeSpan> _whole = new(StringComparer.Ordinal);

    private Kills(TimeSpan start)
    {
        Seed = Environment.TickCount;
        _random = new Random(Seed);
        _start = start;
    }

    public int Seed { get; }

    /// <summary>How many kills so far.</summary>
    public int Count { get; private set; }

    /// <summary>PORTAL_KILL_ROUNDS, or so many.</summary>
    public static int Rounds(int standard) =>
        int.TryParse(
            Environment.GetEnvironmentVariable("PORTAL_KILL_ROUNDS"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var rounds
        )
            ? rounds
            : standard;

    /// <summary>Measures how long a command takes on this machine that has hardly anything to do.</summary>
    public static async Task<Kills> Begin(Func<string[], Task<Shell.Outcome>> run)
    {
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        var health = await run(["health"]);
        Assert.True(health.ExitCode is 0 or 1, health.Errors);
        return new Kills(clock.GetElapsedTime(started));
    }

    public static Task<Kills> Begin(World world) => Begin(world.Portal);

    public Task UntilDone(World world, params string[] args) => UntilDone(world, OfOneStepMax, args);

    public Task UntilDone(World world, int killsMax, params string[] args) =>
        UntilDone(life => world.PortalKilledAfter(life, args), args[0], () => false, killsMax);

    /// <summary>Until it comes through, or a killed one had come through all the same.</summary>
    public async Task UntilDone(Func<TimeSpan?, Task<Shell.Outcome>> run, string name, Func<bool> isDone, int killsMax = OfOneStepMax)
    {
        var clock = TimeProvider.System;
        for (var kills = 0; ; kills++)
        {
            var started = clock.GetTimestamp();
            var outcome = await run(kills < killsMax ? Life(name) : Patience);
            Assert.False(outcome.Killed && kills >= killsMax, $"seed {Seed}, {name} does not end: {outcome.Errors}");
            if (!outcome.Killed)
            {
                Assert.True(outcome.ExitCode == 0, $"seed {Seed}, {name}: {outcome.Errors}");
                // The last run finds much of the work done by killed ones: it tells little against what was seen before.
                var (seen, before) = (clock.GetElapsedTime(started), _whole.GetValueOrDefault(name, _start * 1.5) * 0.9);
                _whole[name] = seen > before ? seen : before;
                return;
            }

            Count++;
            if (isDone())
            {
                return;
            }
        }
    }

    private TimeSpan Life(string name)
    {
        // Until it has been seen to end, a command is taken for half as long again as one without work.
        var whole = _whole.GetValueOrDefault(name, _start * 1.5);
        var from = _start * 0.6;
        return from + ((whole > from ? whole - from : _start) * _random.NextDouble());
    }
}
