using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>Declares the VAT of a month: the only act that ends it, by a person and with a name.</summary>
public sealed class VatReturnService
{
    private readonly Acts _acts;
    private readonly VatPosting _vat;
    private readonly SettlementZone _zone;
    private readonly TimeProvider _clock;

    internal VatReturnService(Acts acts, VatPosting vat, SettlementZone zone, TimeProvider clock) =>
        (_acts, _vat, _zone, _clock) = (acts, vat, zone, clock);

    /// <summary>
    /// Ends a month: what is closed of it is taxed first, and from then on nothing counts for it any more. It cannot be taken back; what comes
    /// late counts for the month in which it comes.
    /// </summary>
    /// <exception cref="Refusal">The month is not over; it has been declared.</exception>
    public async Task Declare(Actor actor, DateOnly month, CancellationToken ct)
    {
        await using var act = await _acts.Staff(actor, Permit.ManageFees, ct);
        var first = VatReturn.MonthOf(month);
        Refusal.Unless(first < VatReturn.MonthOf(_zone.Today(_clock)), VatRefusals.MonthNotOver, first);
        await _vat.RunAll(ct);
        await act.Lock(VatPosting.LockName);
        Refusal.Unless(!await act.Db.VatReturns.AnyAsync(row => row.Month == first, ct), VatRefusals.MonthDeclared, first);
        var last = first.AddMonths(1).AddDays(-1);
        var tax = await act.Db.VatLines.Where(line => line.TaxDay >= first && line.TaxDay <= last).SumAsync(line => line.TaxMinor, ct);
        act.Db.VatReturns.Add(VatReturn.Of(first, actor.Name, _clock.UtcNow()));
        await act.Commit(
            "vat.declared",
            "vat-month",
            FormattableString.Invariant($"{first:yyyy-MM}"),
            after: new { month = first, taxMinor = tax }
        );
    }
}
