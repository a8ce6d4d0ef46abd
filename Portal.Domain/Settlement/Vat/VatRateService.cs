using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

public enum VatRateInForce
{
    Coming,
    InForce,
    Former,

    /// <summary>Another rate was agreed for the same day later: this one never held.</summary>
    Replaced,
}

/// <summary>Rates of VAT by date: one person of finance proposes another rate, another agrees, and it is in force from its day.</summary>
public sealed class VatRateService(Acts acts, ApprovalRequests desk, SettlementZone zone, TimeProvider clock)
{
    /// <summary>The agreed rates, newest first.</summary>
    public async Task<IReadOnlyList<VatRateRow>> List(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewFees, ct);
        var book = await VatCalculator.Rates(act.Db, ct);
        var today = zone.Today(clock);
        var now = book.On(today);
        var rows = new List<VatRateRow>();
        DateOnly? next = null;
        foreach (var rate in book.All)
        {
            var counts = next != rate.FromDay;
            var standing =
                !counts ? VatRateInForce.Replaced
                : rate == now ? VatRateInForce.InForce
                : rate.FromDay > today ? VatRateInForce.Coming
                : VatRateInForce.Former;
            rows.Add(
                new VatRateRow(
                    Things.VatRate.Of(rate.Id),
                    rate.FromDay,
                    counts ? next?.AddDays(-1) : null,
                    rate.PartsPerMillion,
                    standing,
                    rate.MadeBy,
                    rate.AgreedBy,
                    rate.ApprovalNumber
                )
            );
            next = rate.FromDay;
        }

        return rows;
    }

    /// <summary>Proposals of rates that wait or were decided lately, newest first.</summary>
    public async Task<IReadOnlyList<ApprovalRow>> Proposals(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewFees, ct);
        return await ApprovalListService.History(act.Db, act.Db.Approvals.Where(row => row.Kind == VatRateApproval.KindName), ct);
    }

    /// <summary>Proposes another rate from a business day on. It taxes nothing until another person agrees; returns the approval's number.</summary>
    /// <exception cref="Refusal">Out of range; begins before today; the same as holds then; another one waits already.</exception>
    public async Task<string> Propose(Actor actor, DateOnly from, long partsPerMillion, string reason, string key, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ManageFees, ct);
        await act.Command(key);
        if (await ApprovalRequests.Repeated(act.Db, actor, key, ct) is { } done)
        {
            return done.Number;
        }

        await VatRateApproval.RefuseThePast(act.Db, from, zone.Today(clock), ct);
        var row = VatRate.Propose(from, partsPerMillion, actor.Name, clock.UtcNow());
        var before = (await VatCalculator.Rates(act.Db, ct)).On(from);
        if (before?.PartsPerMillion == partsPerMillion)
        {
            throw new Refusal(VatRefusals.Unchanged).On(nameof(VatRate.PartsPerMillion));
        }

        act.Db.VatRates.Add(row);
        var title = FormattableString.Invariant($"VAT {partsPerMillion / 10_000m:0.####} %");
        await act.Save(() => new Refusal(ApprovalsRefusals.AlreadyWaiting, title), "IX_VatRates_State");

        var held = before is null ? [] : VatRate.Content(before.FromDay, before.PartsPerMillion);
        var approval = await desk.Propose(act.Db, actor, new Proposal(VatRateApproval.KindName, row.Id, title, held, reason, key), ct);
        await act.Commit();
        return approval.Number;
    }
}
