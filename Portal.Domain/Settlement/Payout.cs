using Portal.Domain.Data;

namespace Portal.Domain.Settlement;

public enum PayoutState
{
    /// <summary>Worked out with the statement; waits for approval.</summary>
    Proposed,
}

/// <summary>Money to be sent to a merchant for one statement; a returned payout gets a new attempt, never a new statement.</summary>
public sealed class Payout : IOfMerchant, IVersioned
{
    private Payout() { }

    public long Id { get; private set; }
    public long StatementId { get; private set; }
    public int Attempt { get; private set; }
    public long MerchantId { get; private set; }

    /// <summary>PO-yyyyMMdd-nnnnnn, the statement's digits.</summary>
    public string Number { get; private set; } = string.Empty;
    public long AmountMinor { get; private set; }
    public string Currency { get; private set; } = string.Empty;
    public PayoutState State { get; private set; }
    public DateOnly DueDay { get; private set; }
    public DateTime ProposedUtc { get; private set; }

    /// <summary>Not to leave before then: the bank account was changed. Null when nothing holds it.</summary>
    public DateTime? HoldUntilUtc { get; private set; }
    public int Version { get; private set; }

    /// <summary>Whether it has to wait; whoever sends payouts asks this first.</summary>
    public bool IsHeld(DateTime nowUtc) => HoldUntilUtc > nowUtc;

    /// <summary>Waits until then; a longer hold stays.</summary>
    internal void Hold(DateTime untilUtc) => HoldUntilUtc = HoldUntilUtc > untilUtc ? HoldUntilUtc : untilUtc;

    internal static Payout Propose(Statement statement, DateTime nowUtc, DateTime? holdUntilUtc) =>
        new()
        {
            StatementId = statement.Id,
            Attempt = 1,
            MerchantId = statement.MerchantId,
            Number = "PO" + statement.Number[2..],
            AmountMinor = statement.PayoutMinor,
            Currency = statement.Currency,
            State = PayoutState.Proposed,
            DueDay = statement.DueDay,
            ProposedUtc = nowUtc,
            HoldUntilUtc = holdUntilUtc > nowUtc ? holdUntilUtc : null,
        };
}
