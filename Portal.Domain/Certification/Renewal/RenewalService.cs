using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Calendar;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Certification;

/// <summary>Reminds organisations of badges whose year is ending, while there is time to renew.</summary>
public sealed class RenewalService(Acts acts, SettlementZone zone, TimeProvider clock)
{
    private const int DaysOffMax = 30;

    /// <summary>
    /// Tells once at each of the days, on the last working day before when it is a day off; a missed night is made up for. Returns how many
    /// accounts were due.
    /// </summary>
    public async Task<int> Remind(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.System(actor, Permit.ExpireCases, ct);
        var (today, policies, now) = (zone.Today(clock), await act.Db.Policies(ct), clock.UtcNow());
        // Falling, which the bounds see to.
        int[] remind =
        [
            policies.At(CertificationPolicies.RenewalDays, now),
            policies.At(CertificationPolicies.RenewalRemindDays, now),
            policies.At(CertificationPolicies.RenewalLastRemindDays, now),
        ];
        var days = new BusinessDays(zone, await act.Db.Calendar(ct));
        // The widest run of days off that a calendar takes, so that none of them is looked over.
        var last = today.AddDays(remind[0] + DaysOffMax);
        var ending = await act
            .Db.PublicAccounts.AsNoTracking()
            .Where(row => row.State == AccountState.Certified && row.CertifiedUntil >= today && row.CertifiedUntil <= last)
            .Where(row => !act.Db.CertificationCases.Any(one => one.AccountId == row.Id && CaseMoves.UnderWay.Contains(one.State)))
            .OrderBy(row => row.Id)
            .Select(row => new
            {
                row.Handle,
                row.DisplayName,
                row.Number,
                row.MerchantId,
                Until = row.CertifiedUntil!.Value,
                Slug = act.Db.Merchants.Where(merchant => merchant.Id == row.MerchantId).Select(merchant => merchant.Slug).Single(),
            })
            .ToListAsync(ct);
        var told = 0;
        foreach (var row in ending)
        {
            var step = remind.LastOrDefault(before => days.OnOrBefore(row.Until.AddDays(-before)) <= today);
            if (step == 0)
            {
                continue;
            }

            told++;
            var notification = new Notification(
                NoticeKind.CertificationEnding,
                new NoticeThing("certification", row.Handle, row.Slug),
                FormattableString.Invariant($"certification-ending:{row.Number}:{row.Until:yyyyMMdd}:{step}"),
                row.DisplayName,
                row.Until
            );
            await act.Db.Notify(notification, act.Db.MembersWith(row.MerchantId, Permit.ApplyForCertification), ct);
            await act.Commit();
            act.Db.ChangeTracker.Clear();
        }

        return told;
    }
}
