namespace Portal.Domain.Settlement;

/// <summary>A day on which the plain Monday-to-Friday rule does not hold: a public holiday, or a weekend day worked to make up for one.</summary>
public sealed class CalendarDay
{
    private CalendarDay() { }

    public DateOnly Day { get; private set; }
    public bool Worked { get; private set; }
    public string Name { get; private set; } = string.Empty;
}
