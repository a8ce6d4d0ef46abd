using System.Text.Json;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

public enum BillState
{
    /// <summary>Read and whole, but a person has to decide: its summary disagrees, or it revises an earlier bill.</summary>
    Held,

    /// <summary>Rows are being posted, slice by slice; <see cref="Bill.DoneRows"/> says how far.</summary>
    Posting,
    Posted,
    Rejected,
}

public enum HeldReason
{
    SummaryDiffers,
    Revision,

    /// <summary>It speaks of a day that has not come.</summary>
    FutureDay,
}

/// <summary>
/// A gateway bill that was read without fault. Refused files are not kept, only their attempt in the audit trail. The file itself lies in the
/// data directory under its hash.
/// </summary>
internal sealed class Bill : IVersioned
{
    private Bill() { }

    public long Id { get; private set; }
    public string Provider { get; private set; } = string.Empty;

    /// <summary>The merchant number the gateway made it for; null on a day without rows.</summary>
    public string? MerchantNo { get; private set; }

    /// <summary>The format it was read as, and is read as again when it is posted.</summary>
    public string Format { get; private set; } = string.Empty;

    /// <summary>One currency a bill.</summary>
    public string Currency { get; private set; } = string.Empty;

    /// <summary>JSON of <see cref="BillOptions"/>: how it was read, so that posting reads it the same way.</summary>
    public string? OptionsJson { get; private set; }
    public BillKind Kind { get; private set; }
    public bool Legacy { get; private set; }

    /// <summary>The provider's day (UTC+08:00) of the latest row; null on a day without rows.</summary>
    public DateOnly? BillDay { get; private set; }
    public string FileName { get; private set; } = string.Empty;
    public long FileBytes { get; private set; }
    public string Sha256 { get; private set; } = string.Empty;

    /// <summary>JSON of <see cref="KeptFacts"/>: how its file is checked as it is read; null on bills of release 0.1.0.</summary>
    public string? FactsJson { get; private set; }
    public BillState State { get; private set; }
    public HeldReason? Held { get; private set; }

    /// <summary>The earlier bill of the same account, kind and day that this one revises.</summary>
    public long? RevisesId { get; private set; }

    /// <summary>JSON of <see cref="BillChanges"/>: what a revision changes.</summary>
    public string? ChangesJson { get; private set; }

    /// <summary>JSON of <see cref="BillDifference"/>: summary figures that disagree with the rows.</summary>
    public string? DifferencesJson { get; private set; }

    /// <summary>JSON of <see cref="BillNotes"/>: what a person should know of its rows and what stopped nothing.</summary>
    public string? NotesJson { get; private set; }

    public int Payments { get; private set; }
    public int Refunds { get; private set; }

    /// <summary>Movements of the account at the gateway, and its balances where the bill has them.</summary>
    public int Movements { get; private set; }
    public long? OpeningMinor { get; private set; }
    public long? ClosingMinor { get; private set; }
    public long GrossMinor { get; private set; }
    public long RefundMinor { get; private set; }
    public long FeeMinor { get; private set; }
    public long FeeReturnedMinor { get; private set; }

    /// <summary>The part of fees − fees returned that the gateway gave to others as their share (Alipay's 分润).</summary>
    public long ShareMinor { get; private set; }

    /// <summary>Watermark of posting: rows done, payments first and refunds after them. Moves in the transaction that posts them.</summary>
    public int DoneRows { get; private set; }

    /// <summary>Rows that waited in suspense, rows known from another bill, and refunds the gateway reports as failed.</summary>
    public int SuspenseRows { get; private set; }
    public int KnownRows { get; private set; }
    public int FailedRows { get; private set; }

    /// <summary>Watermarks of fee accrual: the last payment and refund of this bill whose fee is decided.</summary>
    public long FeePaymentId { get; private set; }
    public long FeeRefundId { get; private set; }
    public bool FeesDone { get; private set; }

    public string ImportedBy { get; private set; } = string.Empty;
    public DateTime ReceivedUtc { get; private set; }
    public DateTime? PostedUtc { get; private set; }
    public string? DecidedBy { get; private set; }
    public DateTime? DecidedUtc { get; private set; }
    public int Version { get; private set; }

    public int Rows => Payments + Refunds + Movements;

    public BillOptions Options =>
        OptionsJson is null ? BillOptions.None : JsonSerializer.Deserialize<BillOptions>(OptionsJson) ?? BillOptions.None;

    public BillChanges? Changes => ChangesJson is null ? null : JsonSerializer.Deserialize<BillChanges>(ChangesJson);

    public BillNotes Notes => NotesJson is null ? BillNotes.None : JsonSerializer.Deserialize<BillNotes>(NotesJson) ?? BillNotes.None;

    /// <summary>What is known of its file, all but its first bytes.</summary>
    internal FileFacts? Facts => FactsJson is null ? null : JsonSerializer.Deserialize<KeptFacts>(FactsJson)?.Of(FileBytes, Sha256);

    public IReadOnlyList<BillDifference> Differences =>
        DifferencesJson is null ? [] : JsonSerializer.Deserialize<BillDifference[]>(DifferencesJson) ?? [];

    internal static Bill Received(
        IBillFormat format,
        string fileName,
        FileFacts facts,
        BillOptions options,
        BillReading reading,
        (long Bill, BillChanges Changes)? revises,
        Actor by,
        DateTime nowUtc
    )
    {
        HeldReason? held =
            reading.Differences.Count > 0 ? HeldReason.SummaryDiffers
            : reading.LastDay is { } day && DayRules.IsToCome(day, nowUtc) ? HeldReason.FutureDay
            : revises is not null ? HeldReason.Revision
            : null;
        return new Bill
        {
            Provider = Gateways.Known(format.ProviderOf(options)),
            Format = format.Name,
            Currency = reading.Currency,
            OptionsJson = options == BillOptions.None ? null : JsonSerializer.Serialize(options),
            MerchantNo = reading.MerchantNo,
            Kind = reading.Kind,
            Legacy = reading.Legacy,
            BillDay = reading.LastDay,
            FileName = fileName,
            FileBytes = facts.Bytes,
            Sha256 = facts.Sha256,
            FactsJson = JsonSerializer.Serialize(KeptFacts.Of(facts)),
            State = held is null ? BillState.Posting : BillState.Held,
            Held = held,
            RevisesId = revises?.Bill,
            ChangesJson = revises is { } earlier ? JsonSerializer.Serialize(earlier.Changes) : null,
            DifferencesJson = reading.Differences.Count > 0 ? JsonSerializer.Serialize(reading.Differences) : null,
            NotesJson = reading.Problems.Notes is { Count: > 0 } notes ? JsonSerializer.Serialize(notes) : null,
            Payments = reading.Totals.Payments,
            Refunds = reading.Totals.Refunds,
            Movements = reading.Movements,
            OpeningMinor = reading.OpeningMinor,
            ClosingMinor = reading.ClosingMinor,
            GrossMinor = reading.Totals.GrossMinor,
            RefundMinor = reading.Totals.RefundMinor,
            FeeMinor = reading.Totals.FeeMinor,
            FeeReturnedMinor = reading.Totals.FeeReturnedMinor,
            ShareMinor = reading.Totals.ShareMinor,
            ImportedBy = by.Name,
            ReceivedUtc = nowUtc,
        };
    }

    /// <summary>A person accepts a held bill: the rows are the truth, and they are posted.</summary>
    public void Accept(Actor by, DateTime nowUtc) => Decide(BillState.Posting, by, nowUtc);

    /// <summary>A person turns a held bill away: nothing of it is posted.</summary>
    public void Reject(Actor by, DateTime nowUtc) => Decide(BillState.Rejected, by, nowUtc);

    /// <summary>Turned away by mistake: it is held again, and whoever decides sees what it would change now.</summary>
    internal void Reopen((long Bill, BillChanges Changes)? revises)
    {
        Refusal.Unless(State == BillState.Rejected, PaymentsRefusals.BillNotRejected);
        (State, DecidedBy, DecidedUtc) = (BillState.Held, null, null);
        RevisesId = revises?.Bill;
        ChangesJson = revises is { } earlier ? JsonSerializer.Serialize(earlier.Changes) : null;
    }

    internal void Advance(int rows, int suspense, int known, int failed)
    {
        DoneRows += rows;
        SuspenseRows += suspense;
        KnownRows += known;
        FailedRows += failed;
        Invariant.Hold("I-13", DoneRows <= Rows, $"bill {Id} posted {DoneRows} of {Rows} rows");
    }

    internal void Finish(DateTime nowUtc)
    {
        Invariant.Hold("I-13", DoneRows == Rows && State == BillState.Posting, $"bill {Id} ends at {DoneRows} of {Rows} rows");
        State = BillState.Posted;
        PostedUtc = nowUtc;
    }

    internal void FeesThrough(long? paymentId, long? refundId)
    {
        FeePaymentId = paymentId ?? FeePaymentId;
        FeeRefundId = refundId ?? FeeRefundId;
    }

    internal void FinishFees() => FeesDone = true;

    /// <summary>Rows above these came out of suspense: their fees are decided now. What is decided stays.</summary>
    internal void ReopenFees(long? firstPayment, long? firstRefund)
    {
        FeePaymentId = Math.Min(FeePaymentId, firstPayment is { } payment ? payment - 1 : FeePaymentId);
        FeeRefundId = Math.Min(FeeRefundId, firstRefund is { } refund ? refund - 1 : FeeRefundId);
        FeesDone = false;
    }

    private void Decide(BillState state, Actor by, DateTime nowUtc)
    {
        Refusal.Unless(State == BillState.Held, PaymentsRefusals.BillNotHeld);
        State = state;
        DecidedBy = by.Name;
        DecidedUtc = nowUtc;
    }
}
