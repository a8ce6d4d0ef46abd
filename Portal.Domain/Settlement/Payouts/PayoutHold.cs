using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>
/// Nothing is paid to this merchant for now: their statements close all the same, and what is owed stays with them as closing balance until
/// the hold is released or its day has come.
/// </summary>
internal sealed class PayoutHold : IOfMerchant, IVersioned
{
    public const int ReasonMax = 300;

    private PayoutHold() { }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public string Reason { get; private set; } = string.Empty;

    /// <summary>The last day on which it holds; null until somebody releases it.</summary>
    public DateOnly? UntilDay { get; private set; }
    public string HeldBy { get; private set; } = string.Empty;
    public DateTime HeldUtc { get; private set; }
    public string? ReleasedBy { get; private set; }
    public DateTime? ReleasedUtc { get; private set; }
    public string? ReleaseNote { get; private set; }
    public int Version { get; private set; }

    internal static PayoutHold Place(long merchantId, string? reason, DateOnly? until, Actor by, DateTime nowUtc) =>
        new()
        {
            MerchantId = merchantId,
            Reason = Text.Required(reason, nameof(Reason), ReasonMax),
            UntilDay = until,
            HeldBy = by.Name,
            HeldUtc = nowUtc,
        };

    /// <summary>Whether it holds on a day of the settlement zone.</summary>
    public bool HoldsOn(DateOnly today) => ReleasedUtc is null && (UntilDay is null || today <= UntilDay);

    /// <summary>
    /// Which of these merchants have their payouts stopped; asked by whoever sends money. A day ends later here than anywhere: a stop rather
    /// holds some hours too long than too short.
    /// </summary>
    internal static async Task<HashSet<long>> Stopped(PortalDb db, long[] merchants, DateTime nowUtc, CancellationToken ct) =>
        [.. (await ClosingReader.Holds(db, merchants, DayOfPaying(nowUtc), ct)).Keys];

    internal static DateOnly DayOfPaying(DateTime nowUtc) => DateOnly.FromDateTime(nowUtc.AddHours(-12));

    internal void Release(Actor by, string? note, DateTime nowUtc)
    {
        Refusal.Unless(ReleasedUtc is null, KernelRefusals.Conflict);
        ReleaseNote = Text.Required(note, nameof(ReleaseNote), ReasonMax);
        (ReleasedBy, ReleasedUtc) = (by.Name, nowUtc);
    }
}
