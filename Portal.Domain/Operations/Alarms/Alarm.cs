namespace Portal.Domain.Operations;

/// <summary>What is watched. Money first: a person has to act on each.</summary>
public enum AlarmKind
{
    DayNotClosed,
    CalendarMissing,
    BillsStuck,
    WorkLate,
    WorkFailed,
    MailsLate,
    TrailBroken,
    BooksBroken,
    ProofLate,
    DiskLow,
}

public enum AlarmState
{
    Fine,

    /// <summary>Somebody should look today; nobody is called.</summary>
    Warning,

    /// <summary>Somebody must look now.</summary>
    Alarm,
}

/// <summary>One watched condition as it stands: how many things are wrong, and since when.</summary>
public sealed record AlarmCheck(AlarmKind Kind, AlarmState State, long Count = 0, DateTime? SinceUtc = null);

/// <summary>The time during which one condition was an alarm.</summary>
internal sealed class Alarm
{
    private Alarm() { }

    internal Alarm(AlarmCheck check, DateTime nowUtc) => (Kind, Count, RaisedUtc) = (check.Kind, check.Count, nowUtc);

    public long Id { get; private set; }
    public AlarmKind Kind { get; private set; }
    public long Count { get; private set; }
    public DateTime RaisedUtc { get; private set; }
    public DateTime? ClearedUtc { get; private set; }

    internal void Clear(DateTime nowUtc) => ClearedUtc = nowUtc;
}
