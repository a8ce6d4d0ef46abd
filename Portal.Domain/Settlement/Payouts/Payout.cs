using System.Globalization;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>Money to be sent to a merchant for one statement; what comes back gets a new attempt, never a new statement.</summary>
internal sealed class Payout : IOfMerchant, IVersioned
{
    /// <summary>The legal moves: everything else is refused. A paid one can still come back.</summary>
    public static MoveTable<PayoutState> Moves { get; } =
        new(
            new()
            {
                [PayoutState.Proposed] = [PayoutState.Approved],
                [PayoutState.Approved] = [PayoutState.Proposed, PayoutState.InFile],
                [PayoutState.InFile] = [PayoutState.Sent, PayoutState.Unknown, PayoutState.Paid, PayoutState.Failed, PayoutState.Returned],
                [PayoutState.Sent] = [PayoutState.Unknown, PayoutState.Paid, PayoutState.Failed, PayoutState.Returned],
                [PayoutState.Unknown] = [PayoutState.Sent, PayoutState.Paid, PayoutState.Failed, PayoutState.Returned],
                [PayoutState.Paid] = [PayoutState.Returned],
                [PayoutState.Failed] = [],
                [PayoutState.Returned] = [],
            }
        );

    private Payout() { }

    public long Id { get; private set; }
    public long StatementId { get; private set; }
    public int Attempt { get; private set; }
    public long MerchantId { get; private set; }

    /// <summary>PO-yyyyMMdd-nnnnnn, the statement's digits; a later attempt adds its number.</summary>
    public string Number { get; private set; } = string.Empty;
    public long AmountMinor { get; private set; }
    public string Currency { get; private set; } = string.Empty;
    public PayoutState State { get; private set; }
    public DateOnly DueDay { get; private set; }
    public DateTime ProposedUtc { get; private set; }

    /// <summary>Not to leave before then: the bank account was changed. Null when nothing holds it.</summary>
    public DateTime? HoldUntilUtc { get; private set; }

    /// <summary>The batch it is in; a batch that is dropped lets it go.</summary>
    public long? BatchId { get; private set; }

    /// <summary>The bank transfer that came back and made this attempt; null on the first.</summary>
    public long? OriginTransferId { get; private set; }
    public DateTime? ApprovedUtc { get; private set; }
    public DateTime? InFileUtc { get; private set; }
    public DateTime? SentUtc { get; private set; }
    public DateTime? EndedUtc { get; private set; }

    /// <summary>The bank's code for why it failed or came back, e.g. AC04.</summary>
    public string? Reason { get; private set; }
    public int Version { get; private set; }

    /// <summary>The bank has said the last word of it, as far as a bank does: a paid one can still come back.</summary>
    public bool HasEnded => State is PayoutState.Paid or PayoutState.Failed or PayoutState.Returned;

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
            Number = Things.Payout.Prefix + statement.Number[Things.Statement.Prefix.Length..],
            AmountMinor = statement.PayoutMinor,
            Currency = statement.Currency,
            State = PayoutState.Proposed,
            DueDay = statement.DueDay,
            ProposedUtc = nowUtc,
            HoldUntilUtc = holdUntilUtc > nowUtc ? holdUntilUtc : null,
        };

    /// <summary>What came back is owed again: the same statement, the next attempt.</summary>
    internal Payout Again(string firstNumber, int attempt, long amountMinor, long transferId, DateOnly due, DateTime nowUtc) =>
        new()
        {
            StatementId = StatementId,
            Attempt = attempt,
            MerchantId = MerchantId,
            Number = string.Create(CultureInfo.InvariantCulture, $"{firstNumber}-{attempt}"),
            AmountMinor = amountMinor,
            Currency = Currency,
            State = PayoutState.Proposed,
            DueDay = due,
            ProposedUtc = nowUtc,
            HoldUntilUtc = HoldUntilUtc > nowUtc ? HoldUntilUtc : null,
            OriginTransferId = transferId,
        };

    internal void PutInto(long batchId)
    {
        Refusal.Unless(State == PayoutState.Proposed && BatchId is null, SettlementRefusals.PayoutTaken, Number);
        BatchId = batchId;
    }

    /// <summary>Its batch was dropped or cancelled: it waits again.</summary>
    internal void LetGo()
    {
        Refusal.Unless(State is PayoutState.Proposed or PayoutState.Approved, SettlementRefusals.PayoutTaken, Number);
        (BatchId, ApprovedUtc, State) = (null, null, PayoutState.Proposed);
    }

    internal void Reach(PayoutState next, DateTime nowUtc, string? reason = null)
    {
        if (next == State)
        {
            return;
        }

        Invariant.Hold("I-18", Moves.Allows(State, next), $"{Number} cannot go from {State} to {next}");
        State = next;
        switch (next)
        {
            case PayoutState.Approved:
                ApprovedUtc = nowUtc;
                break;
            case PayoutState.InFile:
                InFileUtc = nowUtc;
                break;
            case PayoutState.Sent:
                SentUtc ??= nowUtc;
                break;
            case PayoutState.Paid or PayoutState.Failed or PayoutState.Returned:
                (EndedUtc, Reason) = (nowUtc, reason);
                break;
            case PayoutState.Proposed or PayoutState.Unknown:
                break;
            default:
                throw new InvalidOperationException($"No moment for {next}.");
        }
    }
}
