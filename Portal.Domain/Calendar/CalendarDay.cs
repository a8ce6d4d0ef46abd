using Portal.Domain.Kernel;

namespace Portal.Domain.Calendar;

/// <summary>A day on which the plain Monday-to-Friday rule does not hold: a public holiday, or a weekend day worked to make up for one.</summary>
internal sealed class CalendarDay
{
    public const int NameMax = 80;

    private CalendarDay() { }

    public DateOnly Day { get; private set; }
    public bool Worked { get; private set; }
    public string Name { get; private set; } = string.Empty;

    internal static CalendarDay Of(DateOnly day, bool worked, string? name)
    {
        var row = new CalendarDay { Day = day };
        row.Is(worked, name);
        return row;
    }

    internal void Is(bool worked, string? name) => (Worked, Name) = (worked, Text.Required(name, nameof(Name), NameMax));
}
