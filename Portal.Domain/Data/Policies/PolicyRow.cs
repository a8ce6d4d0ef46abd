using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>
/// One dated value of a policy. Rows that were asked for together have one <see cref="Change"/>, which an approval names as its subject. What
/// has been in force is never altered: another value is another row.
/// </summary>
internal sealed class PolicyRow : IVersioned
{
    public const int KeyMax = 60;
    public const int ValueMax = 20;
    public const int ReasonMax = 300;
    public const int NameMax = 240;

    private PolicyRow() { }

    internal PolicyRow(PolicyAsk ask, Policy policy, int number) =>
        (Change, Key, Value, WantedUtc, Pack, Reason, AskedById, AskedBy, AskedUtc) = (
            ask.Change,
            policy.Key,
            Policy.Text(number),
            ask.WantedUtc,
            ask.Pack,
            ask.Reason,
            ask.By.UserId,
            ask.By.Name,
            ask.NowUtc
        );

    public long Id { get; private set; }
    public long Change { get; private set; }
    public string Key { get; private set; } = string.Empty;
    public string Value { get; private set; } = string.Empty;
    public PolicyState State { get; private set; }

    /// <summary>The instant that was asked for; null: at once.</summary>
    public DateTime? WantedUtc { get; private set; }

    /// <summary>From when it holds: never before the moment it was agreed to. Null while it waits.</summary>
    public DateTime? FromUtc { get; private set; }

    /// <summary>The pack it came with.</summary>
    public string? Pack { get; private set; }
    public string Reason { get; private set; } = string.Empty;
    public long AskedById { get; private set; }
    public string AskedBy { get; private set; } = string.Empty;
    public DateTime AskedUtc { get; private set; }

    /// <summary>The second person; null where one was enough.</summary>
    public string? AgreedBy { get; private set; }

    /// <summary>The number of the approval that it waits or waited for.</summary>
    public string? Approval { get; private set; }
    public string? EndedBy { get; private set; }
    public DateTime? EndedUtc { get; private set; }
    public int Version { get; private set; }

    internal int Number => Policy.Number(Value);

    internal bool IsToCome(DateTime nowUtc) => State == PolicyState.Agreed && FromUtc > nowUtc;

    internal void WaitFor(string approval) => Approval = approval;

    internal void Agree(Actor? second, DateTime nowUtc) =>
        (State, AgreedBy, FromUtc) = (PolicyState.Agreed, second?.Name, WantedUtc > nowUtc ? WantedUtc : nowUtc);

    internal void Drop(DateTime nowUtc) => (State, EndedUtc) = (PolicyState.Dropped, nowUtc);

    internal void Withdraw(Actor by, DateTime nowUtc) => (State, EndedBy, EndedUtc) = (PolicyState.Withdrawn, by.Name, nowUtc);
}
