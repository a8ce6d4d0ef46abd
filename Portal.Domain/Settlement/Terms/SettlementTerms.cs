using System.Globalization;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

internal enum TermsState
{
    /// <summary>Proposed; nothing is settled by it.</summary>
    Waiting,

    /// <summary>Agreed: in force from its day until a later one takes over.</summary>
    Agreed,
    Dropped,
}

/// <summary>One version of a merchant's <see cref="CycleTerms"/>: from a business day on, until the next version's. Never edited.</summary>
internal sealed class SettlementTerms : IOfMerchant, IVersioned
{
    private SettlementTerms() { }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public DateOnly FromDay { get; private set; }
    public SettlementCycle Cycle { get; private set; }
    public int Anchor { get; private set; }
    public int DueAfter { get; private set; }
    public DueCount DueCount { get; private set; }
    public long MinimumMinor { get; private set; }
    public long ReservePartsPerMillion { get; private set; }
    public int ReserveDays { get; private set; }
    public TermsState State { get; private set; }
    public string MadeBy { get; private set; } = string.Empty;
    public DateTime MadeUtc { get; private set; }
    public string AgreedBy { get; private set; } = string.Empty;
    public DateTime? AgreedUtc { get; private set; }
    public string? ApprovalNumber { get; private set; }
    public int Version { get; private set; }

    public CycleTerms Terms => new(Cycle, Anchor, DueAfter, DueCount, MinimumMinor, ReservePartsPerMillion, ReserveDays);

    internal static SettlementTerms Propose(long merchantId, DateOnly from, CycleTerms terms, string by, DateTime nowUtc)
    {
        terms.Check();
        var plain = terms.Plain();
        return new()
        {
            MerchantId = merchantId,
            FromDay = from,
            Cycle = plain.Cycle,
            Anchor = plain.Anchor,
            DueAfter = plain.DueAfter,
            DueCount = plain.DueCount,
            MinimumMinor = plain.MinimumMinor,
            ReservePartsPerMillion = plain.ReservePartsPerMillion,
            ReserveDays = plain.ReserveDays,
            MadeBy = by,
            MadeUtc = nowUtc,
        };
    }

    internal void Agree(Actor by, string? approval, DateTime nowUtc)
    {
        Refusal.Unless(State == TermsState.Waiting, KernelRefusals.Conflict);
        (State, AgreedBy, AgreedUtc, ApprovalNumber) = (TermsState.Agreed, by.Name, nowUtc, approval);
    }

    internal void Drop()
    {
        Refusal.Unless(State == TermsState.Waiting, KernelRefusals.Conflict);
        State = TermsState.Dropped;
    }

    /// <summary>What a checker agrees to, field by field.</summary>
    internal static Dictionary<string, string?> Content(string merchant, DateOnly? from, CycleTerms terms) =>
        new()
        {
            ["target"] = merchant,
            ["cycle"] = Digits($"{terms.Cycle}:{terms.Anchor}"),
            ["due"] = Digits($"{terms.DueCount}:{terms.DueAfter}"),
            ["minimum"] = Digits($"{terms.MinimumMinor}"),
            ["reserve"] = Digits($"{terms.ReservePartsPerMillion}:{terms.ReserveDays}"),
            ["fromDay"] = from?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["currency"] = Currency.Cny.Code,
        };

    private static string Digits(FormattableString text) => FormattableString.Invariant(text);
}
