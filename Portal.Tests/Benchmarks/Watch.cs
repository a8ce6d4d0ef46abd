using System.Diagnostics;

namespace Portal.Benchmarks;

/// <summary>How long something took, and how much processor time this process spent on it.</summary>
internal readonly record struct Lap(double Seconds, double Processor)
{
    public Lap Times(double share) => new(Seconds * share, Processor * share);
}

/// <summary>Time by the clock and by the processor, added up over the pieces between Start and Stop.</summary>
internal sealed class Watch
{
    private static readonly TimeProvider Clock = TimeProvider.System;
    private long _start;
    private double _processor;

    public Lap Lap { get; private set; }

    public static Watch Started()
    {
        var watch = new Watch();
        watch.Start();
        return watch;
    }

    public void Start() => (_start, _processor) = (Clock.GetTimestamp(), Processor());

    public Lap Stop() => Lap = new Lap(Lap.Seconds + Clock.GetElapsedTime(_start).TotalSeconds, Lap.Processor + Processor() - _processor);

    private static double Processor()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }
}
