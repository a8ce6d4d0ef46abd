using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

public enum WorkState
{
    Waiting,
    Running,
    Done,
    Failed,
}

/// <summary>
/// Something that must happen later, written in the transaction that decided it. The pump leases it, a service does it, and it is run at
/// least once, possibly twice at a time: the effect carries its own unique key. Unique on (Kind, RefId).
/// </summary>
/// <remarks>
/// Each taking is a turn with a number of its own. Only who holds the turn may say how it went: a server that was away longer than its lease,
/// or whose work was asked for again meanwhile, has nothing to say any more.
/// </remarks>
public sealed class WorkItem : IVersioned
{
    /// <summary>How often it may go wrong by its own fault.</summary>
    public const int AttemptsMax = 12;

    /// <summary>
    /// How often it may be broken off by something else (its server died, another was faster) before it is taken for work that kills its server.
    /// Far more than any night of restarts brings.
    /// </summary>
    public const int InterruptionsMax = 100;
    public const int ServerMax = 100;

    /// <summary>How long a server may be silent before another takes its work: with a start and a look of the pump well below a minute.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>How often a living server says that it is still at it; three times a lease, so that one may come late.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(8);

    private WorkItem() { }

    public long Id { get; private set; }

    /// <summary>What to do, e.g. <c>bill.post</c>; the handler table in Portal/Jobs names the service method.</summary>
    public string Kind { get; private set; } = string.Empty;

    /// <summary>The id of the row the work is about.</summary>
    public long RefId { get; private set; }

    public WorkState State { get; private set; }
    public DateTime DueUtc { get; private set; }
    public DateTime? LeasedUntilUtc { get; private set; }

    /// <summary>How often it went wrong since it was last asked for. A server that died and a race that was lost are no fault of the work.</summary>
    public int Attempts { get; private set; }

    /// <summary>How often since then its server died at it, or another was faster.</summary>
    public int Interruptions { get; private set; }

    /// <summary>Whether one more failure is the last.</summary>
    public bool IsLastAttempt => Attempts + 1 >= AttemptsMax;

    /// <summary>How often it was taken, ever; never goes back.</summary>
    public int Turn { get; private set; }

    /// <summary>Who took it last: machine and process.</summary>
    public string? Server { get; private set; }

    /// <summary>The last failure in one line, for the jobs page; no personal data.</summary>
    public string? LastError { get; private set; }

    /// <summary>How far it is, and of how much; 0 of 0 when the total is not known.</summary>
    public long Progress { get; private set; }
    public long Total { get; private set; }
    public DateTime CreatedUtc { get; private set; }
    public DateTime? FinishedUtc { get; private set; }
    public int Version { get; private set; }

    public static WorkItem For(string kind, long refId, DateTime dueUtc, DateTime nowUtc) =>
        new()
        {
            Kind = kind,
            RefId = refId,
            DueUtc = dueUtc,
            CreatedUtc = nowUtc,
        };

    /// <summary>
    /// Takes the work for one lease. A worker that dies loses it by the clock; one that lives renews it. False when it has been broken off too
    /// often: then it waits for a person.
    /// </summary>
    public bool Take(string server, DateTime nowUtc)
    {
        if (State == WorkState.Running && ++Interruptions >= InterruptionsMax)
        {
            GiveUp($"Broken off {Interruptions} times, last at {Server}: it may be what ends its server.", nowUtc);
            return false;
        }

        State = WorkState.Running;
        LeasedUntilUtc = nowUtc + Lease;
        Turn++;
        Server = Text.Cut(server, ServerMax);
        return true;
    }

    /// <summary>Whether whoever took this turn still has it.</summary>
    public bool IsHeld(int turn) => State == WorkState.Running && Turn == turn;

    /// <summary>Gives it back unfinished, to be taken up at once: the server stops.</summary>
    public void Release(DateTime nowUtc)
    {
        State = WorkState.Waiting;
        DueUtc = nowUtc;
        LeasedUntilUtc = null;
    }

    public void Report(long progress, long total)
    {
        Progress = progress;
        Total = total;
    }

    public void Finish(DateTime nowUtc)
    {
        State = WorkState.Done;
        FinishedUtc = nowUtc;
        LeasedUntilUtc = null;
        LastError = null;
    }

    /// <summary>Tries again after a growing pause (2 s, 4 s, … at most 10 min); after <see cref="AttemptsMax"/> it waits for a person.</summary>
    public void Retry(string error, DateTime nowUtc)
    {
        LastError = Clean(error);
        LeasedUntilUtc = null;
        if (++Attempts >= AttemptsMax)
        {
            State = WorkState.Failed;
            FinishedUtc = nowUtc;
            return;
        }

        State = WorkState.Waiting;
        DueUtc = nowUtc + TimeSpan.FromSeconds(Math.Min(600, Math.Pow(2, Attempts)));
    }

    /// <summary>Another was faster. Tries again after a pause, which is no attempt of the work; after <see cref="InterruptionsMax"/> it waits for a person.</summary>
    public void Lost(string race, DateTime nowUtc)
    {
        if (++Interruptions >= InterruptionsMax)
        {
            GiveUp(race, nowUtc);
            return;
        }

        State = WorkState.Waiting;
        LeasedUntilUtc = null;
        DueUtc = nowUtc + TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, Math.Min(Interruptions, 6))));
    }

    /// <summary>A person (or a later event) asks for it again; whoever is at it just now loses their turn.</summary>
    public void Requeue(DateTime dueUtc)
    {
        State = WorkState.Waiting;
        DueUtc = dueUtc;
        (Attempts, Interruptions) = (0, 0);
        LeasedUntilUtc = null;
        FinishedUtc = null;
    }

    private static string Clean(string error) => Text.Cut(Redaction.Clean(error), 500);

    /// <summary>It will never succeed (a rule said no): kept with the reason, not repeated.</summary>
    public void GiveUp(string error, DateTime nowUtc)
    {
        LastError = Clean(error);
        State = WorkState.Failed;
        FinishedUtc = nowUtc;
        LeasedUntilUtc = null;
    }
}
