using System.Globalization;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Domain.Banking;

/// <summary>
/// One payment we ask the bank to make: a payout, or a part of one above the bank's limit. Its EndToEndId is ours, unique for ever, and comes
/// back on everything the bank says.
/// </summary>
internal sealed class BankTransfer : IOfMerchant, IVersioned
{
    public static MoveTable<TransferState> Moves { get; } =
        new(
            new()
            {
                [TransferState.InFile] =
                [
                    TransferState.Sent,
                    TransferState.Unknown,
                    TransferState.Paid,
                    TransferState.Failed,
                    TransferState.Returned,
                ],
                [TransferState.Sent] = [TransferState.Unknown, TransferState.Paid, TransferState.Failed, TransferState.Returned],
                [TransferState.Unknown] = [TransferState.Sent, TransferState.Paid, TransferState.Failed, TransferState.Returned],
                [TransferState.Paid] = [TransferState.Returned],
                [TransferState.Failed] = [],
                [TransferState.Returned] = [],
            }
        );

    private BankTransfer() { }

    public long Id { get; private set; }
    public long BatchId { get; private set; }
    public long PayoutId { get; private set; }
    public long MerchantId { get; private set; }
    public int Part { get; private set; }
    public string EndToEndId { get; private set; } = string.Empty;
    public long AmountMinor { get; private set; }
    public string Currency { get; private set; } = string.Empty;

    /// <summary>Where it goes: a bank account is never edited once in force, so this stays what was approved.</summary>
    public long BankAccountId { get; private set; }
    public string Payee { get; private set; } = string.Empty;
    public string BankCode { get; private set; } = string.Empty;
    public string Last4 { get; private set; } = string.Empty;
    public TransferState State { get; private set; }

    /// <summary>The bank's last word, e.g. ACSP, and how far that is (<see cref="BankStatusRules"/>).</summary>
    public string? BankStatus { get; private set; }
    public string? Reason { get; private set; }
    public string? ReasonText { get; private set; }

    /// <summary>The bank's own reference, from its status report.</summary>
    public string? ServicerRef { get; private set; }

    /// <summary>The bank line that took the money; null while it is on its way.</summary>
    public long? DebitLineId { get; private set; }
    public long? ReturnLineId { get; private set; }
    public DateTime WrittenUtc { get; private set; }
    public DateTime ChangedUtc { get; private set; }
    public int Version { get; private set; }

    /// <summary>Whether the bank still has to take it from our account.</summary>
    public bool InTransit => DebitLineId is null && State != TransferState.Failed;

    internal static string EndToEnd(string payoutNumber, int part, int parts) =>
        parts == 1 ? payoutNumber : string.Create(CultureInfo.InvariantCulture, $"{payoutNumber}P{part}");

    internal static BankTransfer Of(PayoutBatch batch, PlanLine line, int part, int parts, long amountMinor, DateTime nowUtc) =>
        new()
        {
            BatchId = batch.Id,
            PayoutId = line.Payout.Id,
            MerchantId = line.Payout.MerchantId,
            Part = part,
            EndToEndId = EndToEnd(line.Payout.Number, part, parts),
            AmountMinor = amountMinor,
            Currency = line.Payout.Currency,
            BankAccountId = line.Account!.Id,
            Payee = line.Account.Holder,
            BankCode = line.Account.BankCode,
            Last4 = line.Account.Last4,
            State = TransferState.InFile,
            WrittenUtc = nowUtc,
            ChangedUtc = nowUtc,
        };

    internal bool Reach(TransferState next, DateTime nowUtc)
    {
        if (next == State)
        {
            return false;
        }

        Invariant.Hold("I-26", Moves.Allows(State, next), $"{EndToEndId} cannot go from {State} to {next}");
        (State, ChangedUtc) = (next, nowUtc);
        return true;
    }

    /// <summary>What the bank said, kept; whether it moves anything is <see cref="BankStatusRules"/>'s.</summary>
    internal void Hear(string status, string? reason, string? text, string? servicerRef)
    {
        (BankStatus, Reason, ReasonText) = (status, reason ?? Reason, Cut(text) ?? ReasonText);
        ServicerRef = servicerRef ?? ServicerRef;
    }

    internal void Debited(long lineId) => DebitLineId = lineId;

    internal void CameBack(long lineId, string? reason, string? text) =>
        (ReturnLineId, Reason, ReasonText) = (lineId, reason ?? Reason, Cut(text) ?? ReasonText);

    private static string? Cut(string? text) => text is null ? null : Text.Cut(text, 200);

    /// <summary>What the payout comes to when its parts stand like this: it has ended when all of them have.</summary>
    internal static PayoutState Together(IReadOnlyCollection<TransferState> parts)
    {
        if (parts.Contains(TransferState.Unknown))
        {
            return PayoutState.Unknown;
        }

        if (parts.Contains(TransferState.Sent))
        {
            return PayoutState.Sent;
        }

        if (parts.Contains(TransferState.InFile))
        {
            return parts.All(part => part == TransferState.InFile) ? PayoutState.InFile : PayoutState.Sent;
        }

        return parts.All(part => part == TransferState.Failed) ? PayoutState.Failed
            : parts.All(part => part == TransferState.Paid) ? PayoutState.Paid
            : PayoutState.Returned;
    }
}
