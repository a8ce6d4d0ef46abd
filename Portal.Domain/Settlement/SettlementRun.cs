using Portal.Domain.Data;

namespace Portal.Domain.Settlement;

public enum RunState
{
    Running,
    Finished,
    FinishedWithFailures,
}

/// <summary>One closing of the days up to <see cref="Through"/>. It may be started again: it goes on with what is still open.</summary>
public sealed class SettlementRun : IVersioned
{
    private SettlementRun() { }

    public long Id { get; private set; }
    public DateOnly Through { get; private set; }
    public RunState State { get; private set; }
    public string StartedBy { get; private set; } = string.Empty;
    public DateTime StartedUtc { get; private set; }
    public DateTime? FinishedUtc { get; private set; }
    public int Statements { get; private set; }
    public int Failures { get; private set; }
    public int Version { get; private set; }

    internal static SettlementRun Start(DateOnly through, string by, DateTime nowUtc) =>
        new()
        {
            Through = through,
            StartedBy = by,
            StartedUtc = nowUtc,
        };

    internal void Finish(int statements, int failures, DateTime nowUtc)
    {
        Statements += statements;
        Failures = failures;
        State = failures == 0 ? RunState.Finished : RunState.FinishedWithFailures;
        FinishedUtc = nowUtc;
    }
}
