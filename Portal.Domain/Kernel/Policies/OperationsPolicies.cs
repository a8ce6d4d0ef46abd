namespace Portal.Domain.Kernel;

/// <summary>Second persons, what may leave without one, and when something is late enough to be an alarm.</summary>
internal static class OperationsPolicies
{
    /// <summary>How long a proposal waits; one made before keeps its time.</summary>
    public static Policy<TimeSpan> ApprovalHours { get; } =
        Policy.Time(new(PolicyGroup.Approvals, PolicyUnit.Hours, 72, 1, 720, Loosens.Up));

    public static Policy<Money> PayoutAloneMaxYuan { get; } =
        Policy.Cny(new(PolicyGroup.Money, PolicyUnit.Yuan, 0, 0, 1_000_000, Loosens.Up));
    public static Policy<Money> ActAloneMaxYuan { get; } =
        Policy.Cny(new(PolicyGroup.Money, PolicyUnit.Yuan, 1_000, 0, 1_000_000, Loosens.Up));
    public static Policy<Money> PayeeAloneMaxYuan { get; } =
        Policy.Cny(new(PolicyGroup.Money, PolicyUnit.Yuan, 1_000, 0, 1_000_000, Loosens.Up));

    /// <summary>Silence of the bank after which a transfer is unknown and a person asks.</summary>
    public static Policy<TimeSpan> PayoutAnswerDays { get; } = Policy.Time(new(PolicyGroup.Money, PolicyUnit.Days, 3, 1, 30, Loosens.Up));

    public static Policy<int> DayCloseHour { get; } =
        Policy.Of(new(PolicyGroup.Operations, PolicyUnit.HourOfDay, 12, 3, 23, Loosens.Never));
    public static Policy<int> DigestHour { get; } = Policy.Of(new(PolicyGroup.Operations, PolicyUnit.HourOfDay, 8, 0, 23, Loosens.Never));
    public static Policy<TimeSpan> WorkLateMinutes { get; } =
        Policy.Time(new(PolicyGroup.Operations, PolicyUnit.Minutes, 5, 2, 120, Loosens.Up));
    public static Policy<TimeSpan> HeldHours { get; } = Policy.Time(new(PolicyGroup.Operations, PolicyUnit.Hours, 24, 1, 168, Loosens.Up));
    public static Policy<TimeSpan> ProofHours { get; } = Policy.Time(new(PolicyGroup.Operations, PolicyUnit.Hours, 26, 2, 168, Loosens.Up));

    public static Policy<int> DiskFreeMegabytes { get; } =
        Policy.Of(new(PolicyGroup.Operations, PolicyUnit.Megabytes, 1024, 100, 1_000_000, Loosens.Down));

    public static Policy<int> WorkbookLinesAtOnce { get; } =
        Policy.Of(new(PolicyGroup.Operations, PolicyUnit.Count, 5_000, 100, 50_000, Loosens.Never));
}
