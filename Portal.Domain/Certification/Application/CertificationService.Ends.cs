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
    [Needs(Permit.ExpireCases)]
    public async Task Expire(Actor actor, long caseId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ExpireCases, ct);
        var row = await CaseLoader.Whole(db).SingleOrDefaultAsync(one => one.Id == caseId, ct) ?? throw Refusal.NotFound();
        if (row.Expire(actor, clock.UtcNow()))
        {
            (await AccountService.Load(db, row.AccountId, ct)).HoldProfile(name: false, category: false);
            db.Audit(actor, "certification.expired", "case", row.Number, row.MerchantId);
            await CaseNotices.Notify(db, row, NoticeKind.CertificationExpired, ct);
            await db.SaveChangesAsync(ct);
        }
    }

    /// <summary>Takes the badge of an account whose year and grace are over, unless a later case renewed it.</summary>
    [Needs(Permit.ExpireCases)]
    public async Task Lapse(Actor actor, long caseId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.ExpireCases, ct);
        var row = await db.CertificationCases.SingleOrDefaultAsync(one => one.Id == caseId, ct) ?? throw Refusal.NotFound();
        var account = await AccountService.Load(db, row.AccountId, ct);
        var (now, today) = (clock.UtcNow(), zone.Today(clock));
        if (account is not { State: AccountState.Certified, CertifiedUntil: { } until } || until >= today)
        {
            return;
        }

        var days = BadgeDays.Of(await db.Policies(ct), until, zone, now);
        if (until.AddDays(days.Grace) < today)
        {
            account.Lapse(actor, clock.UtcNow());
            db.Audit(actor, "account.certification-lapsed", "account", account.Number, row.MerchantId);
            await CaseNotices.Notify(db, row, NoticeKind.CertificationLapsed, ct);
            await db.SaveChangesAsync(ct);
        }
        else
        {
            await db.Ask(LapseWork, caseId, zone.EndOf(until.AddDays(days.Grace)), now, ct);
            await db.SaveChangesAsync(ct);
        }
    }
}
