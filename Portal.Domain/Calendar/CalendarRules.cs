using System.Globalization;
using Portal.Domain.Kernel;

namespace Portal.Domain.Calendar;

/// <summary>One line of a calendar: a day, whether it is worked, and why.</summary>
public sealed record CalendarLine(DateOnly Day, bool Worked, string Name);

/// <summary>
/// Reads a year's calendar as people paste it: <c>2026-10-01,off,National Day</c> or <c>2026-10-10,work,make-up day</c>, with commas or, out of a
/// spreadsheet, with tabs.
/// </summary>
internal static class CalendarRules
{
    /// <summary>No run of days off is near this long; a calendar that says so is wrong.</summary>
    public const int DaysOffMax = 30;

    private static readonly char[] Separators = ['\t', ',', '，', ';'];
    private static readonly string[] DayForms = ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy年M月d日"];
    private static readonly string[] HeaderWords = ["day", "date", "日期"];
    private static readonly string[] OffWords = ["off", "holiday", "休"];
    private static readonly string[] WorkWords = ["work", "worked", "班"];

    /// <exception cref="Refusal">A line that cannot be read, is of another year, or is there twice; nothing at all.</exception>
    public static IReadOnlyList<CalendarLine> Read(int year, string text)
    {
        var lines = new SortedDictionary<DateOnly, CalendarLine>();
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim().TrimStart('\uFEFF');
            if (
                line.Length == 0
                || line.StartsWith('#')
                || (number == 1 && HeaderWords.Any(word => line.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            )
            {
                continue;
            }

            var read = Line(line) ?? throw new Refusal(CalendarRefusals.CalendarLine, number, line).On("Text");
            Refusal.Unless(read.Day.Year == year, CalendarRefusals.CalendarYear, number, read.Day, year);
            Refusal.Unless(lines.TryAdd(read.Day, read), CalendarRefusals.CalendarTwice, number, read.Day);
        }

        Refusal.Unless(lines.Count > 0, CalendarRefusals.CalendarEmpty);
        return [.. lines.Values];
    }

    /// <exception cref="Refusal">More days off in a row than any calendar has.</exception>
    public static void CheckRun(BusinessCalendar calendar, int year)
    {
        var off = 0;
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            off = calendar.IsBusinessDay(day) ? 0 : off + 1;
            Refusal.Unless(off <= DaysOffMax, CalendarRefusals.TooManyDaysOff, DaysOffMax, day);
        }
    }

    /// <summary>A line is needed only where the day is not what its weekday says.</summary>
    public static bool IsNeeded(DateOnly day, bool worked) => worked == (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static CalendarLine? Line(string line)
    {
        // A tab is never part of a name: where there is one, it is what separates.
        char[] separators = line.Contains('\t', StringComparison.Ordinal) ? ['\t'] : Separators;
        var parts = line.Split(separators, 3, StringSplitOptions.TrimEntries);
        if (
            parts.Length < 2
            || !DateOnly.TryParseExact(parts[0], DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || (!OffWords.Contains(parts[1].ToLowerInvariant()) && !WorkWords.Contains(parts[1].ToLowerInvariant()))
        )
        {
            return null;
        }

        var worked = WorkWords.Contains(parts[1].ToLowerInvariant());
        return new CalendarLine(day, worked, parts.Length == 3 && parts[2].Length > 0 ? parts[2].Trim('"') : parts[1]);
    }
}
