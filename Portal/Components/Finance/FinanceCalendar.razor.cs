using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Calendar;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Components.Finance;

/// <summary>Public holidays and worked weekends, a year at a time.</summary>
public sealed partial class FinanceCalendar
{
    private CalendarYear? year;
    private bool mayEdit;
    private DateOnly? day;
    private bool worked;
    private string name = string.Empty;
    private string text = string.Empty;
    private string? done;

    [SupplyParameterFromQuery(Name = "year")]
    public int? Wanted { get; set; }

    [Inject]
    public required CalendarService Calendar { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private IEnumerable<int> Years => year is null ? [] : year.Years.Append(Zone.Today(Clock).Year + 1).Distinct().Order();

    private string YearKey => (year?.Year ?? 0).ToString(CultureInfo.InvariantCulture);

    protected override Task OnParametersSetAsync()
    {
        done = null;
        return Read();
    }

    private Task Read() =>
        Load(async me =>
        {
            year = await Calendar.Year(me, Wanted ?? Zone.Today(Clock).Year, Gone);
            mayEdit = (await People.Me(me, Gone)).May(Permit.ManageCalendar);
        });

    private async Task Set()
    {
        if (day is { } known && await Act(me => Calendar.Set(me, known, worked, name, Gone)))
        {
            done = Fmt.Text(TermsTexts.CalendarSet, Fmt.Date(known));
            (day, name) = (null, string.Empty);
            await Read();
        }
    }

    private async Task Clear(DateOnly known)
    {
        done = null;
        if (await Act(me => Calendar.Clear(me, known, Gone)))
        {
            await Read();
        }
    }

    private async Task Paste()
    {
        var (wanted, count) = (year?.Year ?? 0, 0);
        if (await Act(async me => count = await Calendar.Import(me, wanted, text, Gone)))
        {
            (done, text) = (Fmt.Text(TermsTexts.Pasted, Fmt.Count(count), wanted), string.Empty);
            await Read();
        }
    }

    private string? Wrong(string field) => RefusalText.At(Problem, field);
}
