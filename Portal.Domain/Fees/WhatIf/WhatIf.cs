using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

public enum WhatIfState
{
    Running,
    Done,
    Cancelled,
}

/// <summary>What a range of days would have cost under a rule that nobody has published. It changes nothing, and the nightly clean-up takes it away again.</summary>
internal sealed class WhatIf : IVersioned
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private WhatIf() { }

    public long Id { get; private set; }

    /// <summary>The <see cref="FeeRuleDraft"/> as JSON.</summary>
    public string Draft { get; private set; } = "{}";
    public string Currency { get; private set; } = string.Empty;
    public DateOnly FromDay { get; private set; }
    public DateOnly ToDay { get; private set; }

    /// <summary>Watermark: the next day to be counted. Starts at the month's first day, because tiers count from there.</summary>
    public DateOnly NextDay { get; private set; }
    public WhatIfState State { get; private set; }
    public string AskedBy { get; private set; } = string.Empty;
    public DateTime AskedUtc { get; private set; }
    public DateTime? FinishedUtc { get; private set; }

    /// <summary>Makes the second of two clicks the same command.</summary>
    public string Key { get; private set; } = string.Empty;
    public int Version { get; private set; }

    public string Number => Things.WhatIf.Of(Id);

    public int Days => ToDay.DayNumber - FirstDay.DayNumber + 1;

    public int DaysDone => NextDay.DayNumber - FirstDay.DayNumber;

    private DateOnly FirstDay => new(FromDay.Year, FromDay.Month, 1);

    internal static WhatIf Ask(FeeRuleDraft draft, DateOnly from, DateOnly to, Actor by, string key, DateTime nowUtc) =>
        new()
        {
            Draft = JsonSerializer.Serialize(draft, Json),
            Currency = draft.Currency,
            FromDay = from,
            ToDay = to,
            NextDay = new DateOnly(from.Year, from.Month, 1),
            AskedBy = by.Name,
            AskedUtc = nowUtc,
            Key = key,
        };

    internal FeeRuleDraft Read() => JsonSerializer.Deserialize<FeeRuleDraft>(Draft, Json)!;

    internal void DayDone(DateTime nowUtc)
    {
        NextDay = NextDay.AddDays(1);
        if (NextDay > ToDay)
        {
            (State, FinishedUtc) = (WhatIfState.Done, nowUtc);
        }
    }

    internal void Cancel(DateTime nowUtc) => (State, FinishedUtc) = (WhatIfState.Cancelled, nowUtc);
}
