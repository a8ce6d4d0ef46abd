using Microsoft.EntityFrameworkCore;
using Portal.Domain.Certification;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;

namespace Portal.Domain.Reports;

/// <summary>How far a new organisation is; every step is read from what is there, none is ticked by hand.</summary>
public sealed record Onboarding(string? FirstAccount, bool HasCertified, bool HasSent, bool HasFollower, bool HasPayment, bool HasCase)
{
    public IReadOnlyList<bool> Steps => [true, FirstAccount is not null, HasCertified, HasSent, HasFollower, HasPayment];
    public int Done => Steps.Count(step => step);
    public bool IsComplete => Done == Steps.Count;
}

public enum TaskKind
{
    CaseNeedsInfo,
    CaseUnfinished,
    MessageReturned,
    MessageScheduled,
    MessageDraft,
    StatementReady,
}

/// <summary>Something that waits for the organisation: what, named, with its key in addresses and when it is due or happened.</summary>
public sealed record OpenTask(TaskKind Kind, string Key, string Name, DateTime? AtUtc, long Amount);

internal sealed record AudienceDay(DateOnly Day, long Joined, long Left);

/// <summary>What a merchant's first page shows beside its money.</summary>
public sealed class OverviewService(Acts acts, SettlementZone zone, TimeProvider clock)
{
    private const int TasksOfAKindMax = 3;

    /// <summary>How far the organisation is on its way to the first payment.</summary>
    public async Task<Onboarding> Onboarding(Actor actor, string merchant, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewMerchant, ct);
        var owner = act.Merchant;
        return new Onboarding(
            await act.Db.PublicAccounts.Of(owner).OrderBy(row => row.Id).Select(row => row.Handle).FirstOrDefaultAsync(ct),
            await act.Db.PublicAccounts.Of(owner).AnyAsync(row => row.CertifiedUntil != null, ct),
            await act.Db.Broadcasts.Of(owner).AnyAsync(ct),
            await act.Db.Followers.Of(owner).AnyAsync(ct),
            await act.Db.Payments.Of(owner).AnyAsync(ct),
            await act.Db.CertificationCases.Of(owner).AnyAsync(ct)
        );
    }

    /// <summary>What waits for someone of the organisation, the most urgent kind first.</summary>
    public async Task<IReadOnlyList<OpenTask>> Tasks(Actor actor, string merchant, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewMerchant, ct);
        var owner = act.Merchant;
        var cases = await act
            .Db.CertificationCases.Of(owner)
            .Where(row => row.State == CaseState.NeedsInfo || row.State == CaseState.Draft || row.State == CaseState.FeeDue)
            .Join(act.Db.PublicAccounts, row => row.AccountId, account => account.Id, (row, account) => new { row, account })
            .OrderBy(both => both.row.Id)
            .Select(both => new
            {
                both.row.State,
                both.account.Handle,
                both.account.DisplayName,
                both.row.ReplyDueUtc,
            })
            .Take(TasksOfAKindMax)
            .ToListAsync(ct);
        var messages = await act
            .Db.Messages.Of(owner)
            .Where(row => row.State == MessageState.Draft || row.State == MessageState.Scheduled || row.State == MessageState.Failed)
            .OrderByDescending(row => row.EditedUtc)
            .Select(row => new
            {
                row.State,
                row.Number,
                row.Title,
                row.Excerpt,
                row.DueUtc,
                row.EditedUtc,
            })
            .Take(2 * TasksOfAKindMax)
            .ToListAsync(ct);
        var since = clock.UtcNow().AddDays(-2);
        var statements = await act
            .Db.Statements.Of(owner)
            .Where(row => row.ClosedUtc >= since)
            .OrderByDescending(row => row.Id)
            .Select(row => new
            {
                row.Number,
                row.ClosedUtc,
                row.PayoutMinor,
            })
            .Take(1)
            .ToListAsync(ct);
        return
        [
            .. cases.Select(row => new OpenTask(
                row.State == CaseState.NeedsInfo ? TaskKind.CaseNeedsInfo : TaskKind.CaseUnfinished,
                row.Handle,
                row.DisplayName,
                row.ReplyDueUtc,
                0
            )),
            .. messages.Select(row => new OpenTask(
                row.State switch
                {
                    MessageState.Scheduled => TaskKind.MessageScheduled,
                    MessageState.Failed => TaskKind.MessageReturned,
                    _ => TaskKind.MessageDraft,
                },
                row.Number,
                row.Title.Length > 0 ? row.Title : row.Excerpt,
                row.DueUtc ?? row.EditedUtc,
                0
            )),
            .. statements.Select(row => new OpenTask(TaskKind.StatementReady, row.Number, row.Number, row.ClosedUtc, row.PayoutMinor)),
        ];
    }

    /// <summary>Followers over the last days, and what was opened.</summary>
    public async Task<AudienceFigures> Audience(Actor actor, string merchant, int days, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewFollowers, ct);
        var to = zone.Today(clock);
        var from = to.AddDays(1 - Math.Clamp(days, 1, 92));
        var start = zone.StartOf(from);
        var followers = act.Db.Followers.Of(act.Merchant);
        var joined = await followers.Where(row => row.JoinedUtc >= start).Select(row => row.JoinedUtc).ToListAsync(ct);
        var left = await followers.Where(row => row.LeftUtc >= start).Select(row => row.LeftUtc!.Value).ToListAsync(ct);
        var sent = await act
            .Db.Broadcasts.Of(act.Merchant)
            .Where(row => row.SentUtc >= start)
            .Select(row => new { row.Delivered, row.Opened })
            .ToListAsync(ct);
        var (came, went) = (joined.CountBy(zone.DayOf).ToDictionary(), left.CountBy(zone.DayOf).ToDictionary());
        return new AudienceFigures(
            await followers.CountAsync(row => row.State != FollowerState.Unfollowed, ct),
            sent.Count,
            sent.Sum(row => row.Delivered),
            sent.Sum(row => row.Opened)
        )
        {
            Days =
            [
                .. Enumerable
                    .Range(0, to.DayNumber - from.DayNumber + 1)
                    .Select(from.AddDays)
                    .Select(day => new AudienceDay(day, came.GetValueOrDefault(day), went.GetValueOrDefault(day))),
            ],
        };
    }
}
