using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

public sealed partial class CertificationService
{
    /// <summary>How far the certification of each account is: its latest case and its badge.</summary>
    public async Task<IReadOnlyList<CertificationLine>> Lines(Actor actor, string merchant, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(actor, merchant, Permit.ViewCertification, ct);
        var accounts = await act
            .Db.PublicAccounts.Of(act.Merchant)
            .AsNoTracking()
            .Where(row => row.State != AccountState.Closed)
            .ToListAsync(ct);
        var cases = (
            await act
                .Db.CertificationCases.Of(act.Merchant)
                .AsNoTracking()
                .OrderBy(row => row.Attempt)
                .Select(row => new
                {
                    row.AccountId,
                    row.State,
                    row.ReplyDueUtc,
                    row.SlaDueUtc,
                })
                .ToListAsync(ct)
        ).ToLookup(row => row.AccountId);
        var (now, today, policies) = (_clock.UtcNow(), _zone.Today(_clock), await act.Db.Policies(ct));
        return
        [
            .. accounts.Select(account =>
            {
                var last = cases[account.Id].LastOrDefault();
                var days = BadgeDays.Of(policies, account.CertifiedUntil, _zone, now);
                var badge = BadgeRules.Of(account.State, account.CertifiedUntil, today, days);
                return new CertificationLine(
                    account.Handle,
                    account.DisplayName,
                    last?.State,
                    last?.ReplyDueUtc,
                    last?.SlaDueUtc,
                    badge,
                    account.CertifiedUntil,
                    account.CertifiedUntil?.AddDays(days.Grace)
                );
            }),
        ];
    }

    /// <summary>Begins the renewal of a badge: a new case with the values of the last one; the documents are asked for anew. Returns its number.</summary>
    /// <exception cref="Refusal">The badge has more days left than the renewal opens before its end.</exception>
    public async Task<string> Renew(Actor actor, string merchant, string handle, CancellationToken ct)
    {
        await using var act = await _acts.Merchant(
            actor,
            merchant,
            Permit.ApplyForCertification,
            CaseLoader.LockName(merchant, handle),
            ct
        );
        var account = await AccountService.Find(act.Db, act.Merchant, handle, ct);
        var last = await CaseLoader.Latest(act.Db, account.Id, ct);
        var row = await Editable(act.Db, actor, act.Merchant, handle, ct);
        if (last is not null && row.Number != last.Number)
        {
            row.TakeOver(last);
        }

        await act.Commit();
        return row.Number;
    }
}
