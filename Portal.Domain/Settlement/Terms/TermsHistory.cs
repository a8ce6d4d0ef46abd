using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>A merchant's terms by the business day from which they hold; the default where none do.</summary>
internal sealed class TermsHistory
{
    private const int MonthDaysMax = 31;
    private readonly (DateOnly From, long Id, CycleTerms Terms)[] _versions;

    public TermsHistory(IEnumerable<(DateOnly From, long Id, CycleTerms Terms)> versions) =>
        _versions = [.. versions.OrderBy(version => version.From)];

    public static TermsHistory None { get; } = new([]);

    /// <summary>The longest a period can be: a change of terms just before it would have ended puts its end off by another month, each time.</summary>
    private int PeriodDaysMax => MonthDaysMax * (_versions.Length + 1);

    public CycleTerms On(DateOnly day) => Version(day)?.Terms ?? CycleTerms.Default;

    /// <summary>The row the terms of a day stand in; null for the default.</summary>
    public long? IdOn(DateOnly day) => Version(day)?.Id;

    /// <summary>The last day of the period that a day lies in, by the terms of each day on the way there.</summary>
    public DateOnly PeriodEnd(DateOnly day)
    {
        for (var end = day; end < day.AddDays(PeriodDaysMax); end = end.AddDays(1))
        {
            if (On(end).Closes(end))
            {
                return end;
            }
        }

        throw new InvariantViolatedException("I-07", $"No period ends within {PeriodDaysMax} days of {day:yyyy-MM-dd}.");
    }

    /// <summary>The first day of the period that ends with <paramref name="end"/>; never a day that is closed already.</summary>
    public DateOnly PeriodStart(DateOnly end, DateOnly? closedThrough)
    {
        var day = end;
        for (var tries = 0; tries < PeriodDaysMax; tries++)
        {
            var before = day.AddDays(-1);
            if (before <= closedThrough || On(before).Closes(before))
            {
                return day;
            }

            day = before;
        }

        return day;
    }

    /// <summary>The last day up to <paramref name="through"/> and after <paramref name="closedThrough"/> on which a period ends; null: none yet.</summary>
    public DateOnly? LastEnd(DateOnly? closedThrough, DateOnly through)
    {
        var day = through;
        for (var tries = 0; tries < PeriodDaysMax && (closedThrough is null || day > closedThrough); tries++)
        {
            if (On(day).Closes(day))
            {
                return day;
            }

            day = day.AddDays(-1);
        }

        return null;
    }

    private (DateOnly From, long Id, CycleTerms Terms)? Version(DateOnly day)
    {
        for (var at = _versions.Length - 1; at >= 0; at--)
        {
            if (_versions[at].From <= day)
            {
                return _versions[at];
            }
        }

        return null;
    }
}
