using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Certification;

/// <summary>What ends by the clock: a case that nobody answered, and a badge that nobody renewed.</summary>
public sealed partial class CertificationService
{
    /// <summary>Closes a case whose days to answer are over. Run twice, it does nothing the second time.</summary>
    public async Task Expire(Actor actor, long caseId, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.ExpireCases, ct);
        var row = await CaseLoader.Whole(act.Db).SingleOrDefaultAsync(one => one.Id == caseId, ct) ?? throw Refusal.NotFound();
        if (row.Expire(actor, _clock.UtcNow()))
        {
            (await AccountService.Load(act.Db, row.AccountId, ct)).HoldProfile(name: false, category: false);
            act.Audit("certification.expired", "case", row.Number, merchantId: row.MerchantId);
            await CaseNotices.Notify(act.Db, row, NoticeKind.CertificationExpired, ct);
            await act.Commit();
        }
    }

    /// <summary>Takes the badge of an account whose year and grace are over, unless a later case renewed it.</summary>
    public async Task Lapse(Actor actor, long caseId, CancellationToken ct)
    {
        await using var act = await _acts.System(actor, Permit.ExpireCases, ct);
        var row = await act.Db.CertificationCases.SingleOrDefaultAsync(one => one.Id == caseId, ct) ?? throw Refusal.NotFound();
        var account = await AccountService.Load(act.Db, row.AccountId, ct);
        var (now, today) = (_clock.UtcNow(), _zone.Today(_clock));
        if (account is not { State: AccountState.Certified, CertifiedUntil: { } until } || until >= today)
        {
            return;
        }

        var days = BadgeDays.Of(await act.Db.Policies(ct), until, _zone, now);
        if (until.AddDays(days.Grace) < today)
        {
            account.Lapse(actor, _clock.UtcNow());
            act.Audit("account.certification-lapsed", "account", account.Number, merchantId: row.MerchantId);
            await CaseNotices.Notify(act.Db, row, NoticeKind.CertificationLapsed, ct);
            await act.Commit();
        }
        else
        {
            await act.Db.Ask(LapseWork, caseId, _zone.EndOf(until.AddDays(days.Grace)), now, ct);
            await act.Commit();
        }
    }
}
