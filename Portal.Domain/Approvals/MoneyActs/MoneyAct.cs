using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Approvals;

/// <summary>
/// One act by which money changes its owner or is let go: who did it alone, within what is theirs to do in a day, or who asked a second person for
/// it. The sums of a day are taken over these rows, and <c>verify</c> reads them (I-40).
/// </summary>
internal sealed class MoneyAct : IVersioned
{
    private MoneyAct() { }

    public long Id { get; private set; }

    /// <summary>The name of the <see cref="MoneyActApproval"/> that does it; <see cref="Approval.Kind"/> of its approval.</summary>
    public string Kind { get; private set; } = string.Empty;

    /// <summary>The row of that kind's module that it is done to.</summary>
    public long TargetId { get; private set; }

    /// <summary>Whose the money becomes; null when it is nobody's in particular.</summary>
    public long? MerchantId { get; private set; }

    /// <summary>In minor units, never negative; null when it cannot be said.</summary>
    public long? AmountMinor { get; private set; }
    public string Currency { get; private set; } = string.Empty;

    /// <summary>More than the one row: of a merchant number, everything that waits for it and will come.</summary>
    public bool Whole { get; private set; }
    public string Why { get; private set; } = string.Empty;

    /// <summary>0 for the operator's shell and for jobs.</summary>
    public long ActorId { get; private set; }
    public string ActorName { get; private set; } = string.Empty;

    /// <summary>The business day whose sum it counts for.</summary>
    public DateOnly Day { get; private set; }
    public DateTime AtUtc { get; private set; }

    /// <summary>What one person might do, and one payee be given, on that day without a second person, in fen.</summary>
    public long PersonLimitMinor { get; private set; }
    public long PayeeLimitMinor { get; private set; }
    public MoneyActState State { get; private set; }

    /// <summary>The approval that was asked for; null for what was done alone.</summary>
    public string? ApprovalNumber { get; private set; }
    public DateTime? EndedUtc { get; private set; }
    public int Version { get; private set; }

    internal static MoneyAct Of(MoneyAsk ask, Actor actor, AloneLimits limits, bool alone, DateOnly day, DateTime nowUtc) =>
        new()
        {
            Kind = ask.Kind,
            TargetId = ask.TargetId,
            MerchantId = ask.MerchantId,
            AmountMinor = ask.Stake.Minor,
            Currency = ask.Stake.Currency,
            Whole = ask.Whole,
            Why = ask.Why ?? string.Empty,
            ActorId = actor.UserId,
            ActorName = actor.Name,
            Day = day,
            AtUtc = nowUtc,
            PersonLimitMinor = limits.PersonMinor,
            PayeeLimitMinor = limits.PayeeMinor,
            State = alone ? MoneyActState.Alone : MoneyActState.Asked,
            EndedUtc = alone ? nowUtc : null,
        };

    internal void AskedBy(string approvalNumber) => ApprovalNumber = approvalNumber;

    internal void Agree(DateTime nowUtc) => End(MoneyActState.Agreed, nowUtc);

    internal void Drop(DateTime nowUtc) => End(MoneyActState.Dropped, nowUtc);

    private void End(MoneyActState state, DateTime nowUtc)
    {
        Invariant.Hold("I-40", State == MoneyActState.Asked, $"act {Id} of money is {State}, not asked");
        (State, EndedUtc) = (state, nowUtc);
    }
}

/// <summary>What of a day's acts one person may do without a second, in fen: their own together, and for one payee together.</summary>
internal readonly record struct AloneLimits(long PersonMinor, long PayeeMinor);
