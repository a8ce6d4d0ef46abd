using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Calendar;

/// <summary>
/// The business calendar: public holidays and the weekend days worked to make up for them. A due day that has been worked out never changes,
/// so the days that decided it do not either.
/// </summary>
public sealed class CalendarService
{
    /// <summary>Letters that a day's name may have.</summary>
    public const int NameMax = CalendarDay.NameMax;

    public const int YearMin = 2000;
    public const int YearMax = 2100;

    /// <summary>How far back statements may be due in the future: the longest way from a period's end to its due day, generously.</summary>
    private const int DueDaysMax = 120;

    private readonly Acts _acts;
    private readonly IDaysInUse _inUse;
    private readonly SettlementZone _zone;
    private readonly TimeProvider _clock;

    internal CalendarService(Acts acts, IDaysInUse inUse, SettlementZone zone, TimeProvider clock) =>
        (_acts, _inUse, _zone, _clock) = (acts, inUse, zone, clock);

    /// <summary>One year of the calendar.</summary>
    public async Task<CalendarYear> Year(Actor actor, int year, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ViewCalendar, ct);
        var wanted = Math.Clamp(year, YearMin, YearMax);
        var (from, to) = (new DateOnly(wanted, 1, 1), new DateOnly(wanted, 12, 31));
        var days = await act
            .Db.CalendarDays.AsNoTracking()
            .Where(row => row.Day >= from && row.Day <= to)
            .OrderBy(row => row.Day)
            .ToListAsync(ct);
        var calendar = new BusinessCalendar(
            days.Where(row => !row.Worked).Select(row => row.Day),
            days.Where(row => row.Worked).Select(row => row.Day)
        );
        var known = await act.Db.CalendarDays.Select(row => row.Day.Year).Distinct().ToListAsync(ct);
        return new CalendarYear(
            wanted,
            [.. days.Select(row => new CalendarLine(row.Day, row.Worked, row.Name))],
            await Frozen(act.Db, ct),
            calendar.Count(from, to),
            [.. known.Append(_zone.Today(_clock).Year).Append(wanted).Distinct().Order()]
        )
        {
            Missing = await MissingYear(act.Db, _zone.Today(_clock), ct),
        };
    }

    /// <summary>
    /// From December on the coming year, when it has no days off yet; in its course the year itself, when the calendar has others. A site that
    /// keeps no calendar is asked in December only.
    /// </summary>
    internal static async Task<int?> MissingYear(PortalDb db, DateOnly today, CancellationToken ct)
    {
        var next = new DateOnly(today.Year + 1, 1, 1);
        if (today.Month == 12 && !await db.CalendarDays.AnyAsync(row => row.Day >= next && row.Day < next.AddYears(1), ct))
        {
            return next.Year;
        }

        var first = new DateOnly(today.Year, 1, 1);
        return
            await db.CalendarDays.AnyAsync(row => row.Day < first, ct)
            && !await db.CalendarDays.AnyAsync(row => row.Day >= first && row.Day < next, ct)
            ? today.Year
            : null;
    }

    /// <summary>Makes a weekday a day off, or a weekend day a worked one.</summary>
    /// <exception cref="Refusal">The day is what its weekday says; it has decided due days already; no name.</exception>
    public async Task Set(Actor actor, DateOnly day, bool worked, string? name, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ManageCalendar, ct);
        if (!CalendarRules.IsNeeded(day, worked))
        {
            throw new Refusal(CalendarRefusals.DayNeedless, day).On(nameof(CalendarDay.Day));
        }

        await Change(
            act,
            day.Year,
            [day],
            [new CalendarLine(day, worked, Text.Required(name, nameof(CalendarDay.Name), CalendarDay.NameMax))],
            ct
        );
    }

    /// <summary>Makes a day what its weekday says again.</summary>
    /// <exception cref="Refusal">Not found; it has decided due days already.</exception>
    public async Task Clear(Actor actor, DateOnly day, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ManageCalendar, ct);
        if (!await act.Db.CalendarDays.AnyAsync(row => row.Day == day, ct))
        {
            throw Refusal.NotFound();
        }

        await Change(act, day.Year, [day], [], ct);
    }

    /// <summary>Puts a pasted year in the place of the one there is; returns how many lines it has.</summary>
    /// <exception cref="Refusal">A line cannot be read; a day that has decided due days would change.</exception>
    public async Task<int> Import(Actor actor, int year, string text, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ManageCalendar, ct);
        var lines = CalendarRules.Read(year, text).Where(line => CalendarRules.IsNeeded(line.Day, line.Worked)).ToList();
        var (from, to) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var known = await act.Db.CalendarDays.Where(row => row.Day >= from && row.Day <= to).Select(row => row.Day).ToListAsync(ct);
        await Change(act, year, [.. known.Union(lines.Select(line => line.Day))], lines, ct);
        return lines.Count;
    }

    /// <summary>
    /// Fills a year, past days too: a site that begins, before anything has been settled by it. A day that is there stays as it is.
    /// </summary>
    /// <exception cref="Refusal">A line cannot be read; a statement has been made already.</exception>
    public async Task Install(Actor actor, int year, string text, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.InstallCalendar, ct);
        var lines = CalendarRules.Read(year, text);
        await act.Lock("settlement");
        Refusal.Unless(
            await _inUse.LastDecided(act.Db, DateOnly.MinValue, ct) is null,
            CalendarRefusals.DayFrozen,
            lines[0].Day,
            _zone.Today(_clock)
        );
        var known = await act.Db.CalendarDays.Select(row => row.Day).ToListAsync(ct);
        act.Db.CalendarDays.AddRange(
            lines.Where(line => !known.Contains(line.Day)).Select(line => CalendarDay.Of(line.Day, line.Worked, line.Name))
        );
        await act.Commit("calendar.changed", "calendar", FormattableString.Invariant($"{year}"), after: new { days = lines.Count });
    }

    /// <summary>The days of <paramref name="touched"/> become what <paramref name="lines"/> say, or ordinary days.</summary>
    private async Task Change(
        StaffAct act,
        int year,
        IReadOnlyCollection<DateOnly> touched,
        IReadOnlyList<CalendarLine> lines,
        CancellationToken ct
    )
    {
        await act.Lock("settlement");
        var frozen = await Frozen(act.Db, ct);
        var (from, to) = (touched.Min(), touched.Max());
        var rows = await act.Db.CalendarDays.Where(row => row.Day >= from && row.Day <= to).ToDictionaryAsync(row => row.Day, ct);
        var wanted = lines.ToDictionary(line => line.Day);
        var changed = new List<object>();
        foreach (var day in touched.Order())
        {
            var (before, after) = (rows.GetValueOrDefault(day), wanted.GetValueOrDefault(day));
            if (before?.Worked == after?.Worked && before?.Name == after?.Name)
            {
                continue;
            }

            Refusal.Unless(day > frozen || before?.Worked == after?.Worked, CalendarRefusals.DayFrozen, day, frozen);
            changed.Add(
                new
                {
                    day,
                    before = Word(before?.Worked),
                    after = Word(after?.Worked),
                    after?.Name,
                }
            );
            Put(act.Db, before, after);
        }

        if (changed.Count == 0)
        {
            return;
        }

        act.Audit("calendar.changed", "calendar", FormattableString.Invariant($"{year}"), after: new { days = changed });
        await act.Save();
        CalendarRules.CheckRun(await act.Db.Calendar(ct), year);
        await act.Commit();
    }

    private static void Put(PortalDb db, CalendarDay? before, CalendarLine? after)
    {
        if (after is null)
        {
            db.CalendarDays.Remove(before!);
        }
        else if (before is null)
        {
            db.CalendarDays.Add(CalendarDay.Of(after.Day, after.Worked, after.Name));
        }
        else
        {
            before.Is(after.Worked, after.Name);
        }
    }

    private static string? Word(bool? worked) => worked is { } known ? (known ? "work" : "off") : null;

    /// <summary>Today, or the last due day worked out so far.</summary>
    private async Task<DateOnly> Frozen(PortalDb db, CancellationToken ct)
    {
        var today = _zone.Today(_clock);
        var since = today.AddDays(-DueDaysMax);
        var due = await _inUse.LastDecided(db, since, ct);
        return due > today ? due.Value : today;
    }
}
