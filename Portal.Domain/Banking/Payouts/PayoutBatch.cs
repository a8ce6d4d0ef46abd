using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>Payouts that leave together: one approval, one bank file.</summary>
internal sealed class PayoutBatch : IVersioned
{
    /// <summary>More than this goes into a second batch: one file stays readable and one transaction short.</summary>
    public const int PayoutsMax = 2_000;

    public static MoveTable<BatchState> Moves { get; } =
        new(
            new()
            {
                [BatchState.Proposed] = [BatchState.Approved, BatchState.Dropped],
                [BatchState.Approved] = [BatchState.Written, BatchState.Dropped],
                [BatchState.Written] = [BatchState.Sent, BatchState.Settled],
                [BatchState.Sent] = [BatchState.Settled],
                [BatchState.Settled] = [],
                [BatchState.Dropped] = [],
            }
        );

    private PayoutBatch() { }

    public long Id { get; private set; }

    /// <summary>PB-yyyyMMdd-nnnn.</summary>
    public string Number { get; private set; } = string.Empty;
    public long AccountId { get; private set; }
    public string Currency { get; private set; } = string.Empty;
    public DateOnly ExecutionDay { get; private set; }
    public BatchState State { get; private set; }
    public int Payouts { get; private set; }
    public long TotalMinor { get; private set; }

    /// <summary>SHA-256 over every payout, amount and account of the batch: what the second person agreed to.</summary>
    public string Plan { get; private set; } = string.Empty;
    public string MadeBy { get; private set; } = string.Empty;
    public DateTime MadeUtc { get; private set; }
    public DateTime? ApprovedUtc { get; private set; }
    public string? ApprovedBy { get; private set; }
    public DateTime? WrittenUtc { get; private set; }
    public DateTime? SentUtc { get; private set; }

    /// <summary>The hashes of the files as first written: a download that would differ is refused (I-27).</summary>
    public string? Pain09Sha256 { get; private set; }
    public string? Pain03Sha256 { get; private set; }
    public string? CsvSha256 { get; private set; }
    public int Version { get; private set; }

    /// <summary>Unique for ever, kept when the file is sent again: a bank refuses the second.</summary>
    public string MessageId => "PORTAL-" + Number;

    internal static PayoutBatch Propose(
        DateOnly today,
        long serial,
        OperatorAccount account,
        DateOnly executionDay,
        PayoutPlan plan,
        Actor by,
        DateTime nowUtc
    ) =>
        new()
        {
            Number = Things.PayoutBatch.Of(today, serial),
            AccountId = account.Id,
            Currency = account.Currency,
            ExecutionDay = executionDay,
            Payouts = plan.Lines.Count,
            TotalMinor = plan.TotalMinor,
            Plan = plan.Hash,
            MadeBy = by.Name,
            MadeUtc = nowUtc,
        };

    internal void Approve(string by, DateTime nowUtc)
    {
        Move(BatchState.Approved);
        (ApprovedBy, ApprovedUtc) = (by, nowUtc);
    }

    internal void Drop() => Move(BatchState.Dropped);

    internal void Write(DateTime nowUtc)
    {
        Move(BatchState.Written);
        WrittenUtc = nowUtc;
    }

    internal void Seal(string pain09, string pain03, string csv) => (Pain09Sha256, Pain03Sha256, CsvSha256) = (pain09, pain03, csv);

    internal void Send(DateTime nowUtc)
    {
        Move(BatchState.Sent);
        SentUtc = nowUtc;
    }

    /// <summary>The bank has the file and may still have something to say of it, or has said all.</summary>
    public bool HasLeft => State is BatchState.Sent or BatchState.Settled;

    internal void Settle()
    {
        if (State != BatchState.Settled)
        {
            Move(BatchState.Settled);
        }
    }

    private void Move(BatchState next)
    {
        Refusal.Unless(Moves.Allows(State, next), BankingRefusals.BatchState, Number);
        State = next;
    }
}
