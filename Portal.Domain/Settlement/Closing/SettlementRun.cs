using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

public enum RunState
{
    Running,
    Finished,
    FinishedWithFailures,

    /// <summary>Stopped by a person between two merchants; what was closed stays closed, and it can be started again.</summary>
    Cancelled,
}

/// <summary>One closing of the days up to <see cref="Through"/>. It may be started again: it goes on with what is still open.</summary>
internal sealed class SettlementRun : IVersioned
{
    private SettlementRun() { }

    public long Id { get; private set; }
    public DateOnly Through { get; private set; }
    public RunState State { get; private set; }
    public string StartedBy { get; private set; } = string.Empty;
    public DateTime StartedUtc { get; private set; }

    /// <summary>Who started it again last, after it had been started once; nobody, while only the clock went on with it.</summary>
    public string RestartedBy { get; private set; } = string.Empty;
    public DateTime? RestartedUtc { get; private set; }
    public DateTime? FinishedUtc { get; private set; }
    public int Statements { get; private set; }
    public int Failures { get; private set; }

    /// <summary>How many merchants it has to do and how many are done: moved in the transaction that closes them.</summary>
    public int MerchantsTotal { get; private set; }
    public int MerchantsDone { get; private set; }
    public int Version { get; private set; }

    internal static SettlementRun Start(DateOnly through, string by, DateTime nowUtc) =>
        new()
        {
            Through = through,
            StartedBy = by,
            StartedUtc = nowUtc,
        };

    /// <summary>Goes on; a run that has finished looks for what came in since.</summary>
    internal void GoOn()
    {
        if (State == RunState.Cancelled)
        {
            (State, FinishedUtc) = (RunState.Running, null);
        }
    }

    /// <exception cref="Refusal">It is over already.</exception>
    internal void Cancel(DateTime nowUtc)
    {
        Refusal.Unless(State == RunState.Running, SettlementRefusals.RunOver, Through);
        (State, FinishedUtc) = (RunState.Cancelled, nowUtc);
    }

    /// <param name="failures">Merchants that are still not settled, whoever tried.</param>
    internal void Finish(int failures, DateTime nowUtc)
    {
        Failures = failures;
        MerchantsTotal = MerchantsDone + failures;
        State = failures == 0 ? RunState.Finished : RunState.FinishedWithFailures;
        FinishedUtc = nowUtc;
    }
}
