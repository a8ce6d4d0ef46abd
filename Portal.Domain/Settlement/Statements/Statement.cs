using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>
/// What a merchant is owed for the days up to <see cref="PeriodTo"/>: opening + lines = payout + closing, to the cent (I-10, a check
/// constraint). One per merchant, currency and day; never changed once made. Later items go to the next one.
/// </summary>
internal sealed class Statement : IOfMerchant
{
    private Statement() { }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public string Currency { get; private set; } = string.Empty;

    /// <summary>ST-yyyyMMdd-nnnnnn: the last day of the period and the merchant's number; other currencies than CNY add theirs.</summary>
    public string Number { get; private set; } = string.Empty;
    public DateOnly PeriodFrom { get; private set; }
    public DateOnly PeriodTo { get; private set; }
    public long OpeningMinor { get; private set; }

    /// <summary>The sum of everything that happened: gross − refunds − fees + fees returned + other − reserve held + reserve released.</summary>
    public long LinesMinor { get; private set; }
    public long PayoutMinor { get; private set; }
    public long ClosingMinor { get; private set; }
    public long GrossMinor { get; private set; }
    public long RefundMinor { get; private set; }
    public long FeeMinor { get; private set; }
    public long FeeReturnedMinor { get; private set; }

    /// <summary>Everything else with its own sign: certification fees, adjustments.</summary>
    public long OtherMinor { get; private set; }

    /// <summary>Held back of this period's gross, and given back of earlier ones.</summary>
    public long ReserveHeldMinor { get; private set; }
    public long ReserveReleasedMinor { get; private set; }
    public int Payments { get; private set; }
    public int Refunds { get; private set; }

    /// <summary>The day on which the payout is due by the terms of the period's last day.</summary>
    public DateOnly DueDay { get; private set; }
    public PayoutOutcome Outcome { get; private set; }

    /// <summary>The hold that kept the payout back.</summary>
    public long? HoldId { get; private set; }

    /// <summary>The terms it was closed by; null: the default.</summary>
    public long? TermsId { get; private set; }
    public DateTime ClosedUtc { get; private set; }
    public long? PreviousId { get; private set; }

    /// <summary>The run that closed it; null: closed outside of one.</summary>
    public long? RunId { get; private set; }

    /// <summary>SHA-256 over the figures, the lines and the ledger entries as they were at the closing.</summary>
    public string Checksum { get; private set; } = string.Empty;

    internal static string NumberOf(DateOnly day, long merchantId, string currency) =>
        Things.Statement.Of(day, merchantId) + (currency == "CNY" ? string.Empty : $"-{currency}");

    internal static Statement Close(
        long merchantId,
        string currency,
        ClosingPeriod period,
        Statement? previous,
        StatementSums sums,
        CycleTerms terms,
        PayoutHold? hold,
        DateTime nowUtc
    )
    {
        var opening = previous?.ClosingMinor ?? 0;
        var lines = sums.Lines;
        var owed = opening + lines;
        var outcome = OutcomeOf(owed, terms.Minimum(Kernel.Currency.Of(currency)), hold);
        // What is not paid is never dropped: it is carried forward, also when it is negative.
        var payout = outcome == PayoutOutcome.Paid ? owed : 0;
        Invariant.Hold(
            "I-10",
            opening + lines == payout + (owed - payout),
            $"statement of merchant {merchantId} for {period.To:yyyy-MM-dd}"
        );
        return new Statement
        {
            MerchantId = merchantId,
            Currency = currency,
            Number = NumberOf(period.To, merchantId, currency),
            PeriodFrom = period.From,
            PeriodTo = period.To,
            OpeningMinor = opening,
            LinesMinor = lines,
            PayoutMinor = payout,
            ClosingMinor = owed - payout,
            GrossMinor = sums.Gross,
            RefundMinor = sums.Refund,
            FeeMinor = sums.Fee,
            FeeReturnedMinor = sums.FeeReturned,
            OtherMinor = sums.Other,
            ReserveHeldMinor = sums.ReserveHeld,
            ReserveReleasedMinor = sums.ReserveReleased,
            Payments = sums.Payments,
            Refunds = sums.Refunds,
            DueDay = period.Due,
            Outcome = outcome,
            HoldId = outcome == PayoutOutcome.Held ? hold?.Id : null,
            TermsId = period.TermsId,
            ClosedUtc = nowUtc,
        };
    }

    /// <summary>Gets its place in the books: the one before it, the run that closes it, and the checksum of what it is made of.</summary>
    internal void Store(long? previousId, string checksum, long? runId) => (PreviousId, Checksum, RunId) = (previousId, checksum, runId);

    internal static PayoutOutcome OutcomeOf(long owedMinor, long minimumMinor, PayoutHold? hold) =>
        owedMinor <= 0 ? PayoutOutcome.NothingOwed
        : hold is not null ? PayoutOutcome.Held
        : owedMinor < minimumMinor ? PayoutOutcome.BelowMinimum
        : PayoutOutcome.Paid;
}

/// <summary>What became of what a statement owes: paid, or carried forward and why.</summary>
public enum PayoutOutcome
{
    Paid,
    NothingOwed,
    BelowMinimum,
    Held,
}

/// <summary>The days a statement is about, and when it is due by which terms.</summary>
internal sealed record ClosingPeriod(DateOnly From, DateOnly To, DateOnly Due, long? TermsId);
