using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Approvals;

/// <summary>
/// Which accounts are one person's. Linking takes a power away, so one administrator does it at once; unlinking gives one back, so another
/// one agrees (docs/decisions/0008-roles-of-money-take-two.md).
/// </summary>
public sealed class PersonLinkService(Acts acts, ApprovalRequests desk, IEnumerable<IStepUp> stepUps, TimeProvider clock)
{
    /// <summary>Newest first.</summary>
    public async Task<Page<PersonLinkRow>> List(Actor actor, PageAsk ask, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ViewPeople, ct);
        var page = await act.Db.PersonLinks.AsNoTracking().Keyset(ask, row => row.Id, row => row, ct);
        var people = page.Rows.SelectMany(row => (long[])[row.OneId, row.OtherId]).Distinct().ToArray();
        var users = await act
            .Db.Users.Where(user => people.Contains(user.Id))
            .Select(user => new
            {
                user.Id,
                user.DisplayName,
                user.Email,
            })
            .ToDictionaryAsync(user => user.Id, ct);
        var ids = page.Rows.Select(row => row.Id).ToArray();
        var waiting = await act
            .Db.Approvals.Where(row =>
                row.Kind == PersonUnlinkApproval.KindName && row.State == ApprovalState.Proposed && ids.Contains(row.SubjectId)
            )
            .ToDictionaryAsync(row => row.SubjectId, row => row.Number, ct);
        return new Page<PersonLinkRow>(
            [
                .. page.Rows.Select(row => new PersonLinkRow(
                    row.Id,
                    row.OneId,
                    users[row.OneId].DisplayName,
                    users[row.OneId].Email,
                    row.OtherId,
                    users[row.OtherId].DisplayName,
                    users[row.OtherId].Email,
                    row.Reason,
                    row.MadeBy,
                    row.MadeUtc,
                    waiting.GetValueOrDefault(row.Id)
                )),
            ],
            page.Newer,
            page.Older
        );
    }

    /// <summary>Two accounts are one person's: from now on they count as one wherever two persons are needed. Again, it changes nothing.</summary>
    /// <exception cref="Refusal">One of them is unknown, both are the same account, no reason, no fresh confirmation.</exception>
    public async Task Link(Actor actor, string email, string otherEmail, string reason, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.LinkAccounts, ct);
        if (actor.Kind == ActorKind.User)
        {
            foreach (var stepUp in stepUps)
            {
                await stepUp.Require(act.Db, actor, ct);
            }
        }

        var form = new FormCheck();
        var one = await form.Of(() => Account(act.Db, email, "One", ct));
        var other = await form.Of(() => Account(act.Db, otherEmail, "Other", ct));
        form.Of(() => Text.Required(reason, nameof(PersonLink.Reason), Approval.ReasonMax));
        form.Demand();
        if (one.Id == other.Id)
        {
            throw new Refusal(ApprovalsRefusals.SamePerson).On("Other");
        }

        await act.Lock("person-links");
        var link = new PersonLink(one.Id, other.Id, reason, actor.Name, clock.UtcNow());
        if (await act.Db.PersonLinks.AnyAsync(row => row.OneId == link.OneId && row.OtherId == link.OtherId, ct))
        {
            return;
        }

        act.Db.PersonLinks.Add(link);
        await act.Save();
        PersonUnlinkApproval.Record(act.Db, actor, link, "person.linked", link.Reason);
        await PersonUnlinkApproval.Inform(act.Db, NoticeKind.AccountsLinked, link, actor, ct);
        await act.Commit();
    }

    /// <summary>Proposes that two accounts are two persons' after all; another administrator agrees. Returns the approval's number.</summary>
    /// <exception cref="Refusal">Not there; one waits already; no reason.</exception>
    public async Task<string> ProposeUnlink(Actor actor, long linkId, string reason, string key, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.LinkAccounts, ct);
        await act.Command(key);
        if (await ApprovalRequests.Repeated(act.Db, actor, key, ct) is { } done)
        {
            return done.Number;
        }

        var link = await act.Db.PersonLinks.SingleOrDefaultAsync(row => row.Id == linkId, ct) ?? throw Refusal.NotFound();
        var names = await PersonUnlinkApproval.Names(act.Db, link, ct);
        var proposal = new Proposal(
            PersonUnlinkApproval.KindName,
            link.Id,
            $"{names.One} · {names.Other}",
            new Dictionary<string, string?>(),
            reason,
            key,
            PersonId: link.OneId
        );
        var approval = await desk.Propose(act.Db, actor, proposal, ct);
        await act.Commit();
        return approval.Number;
    }

    private static async Task<PortalUser> Account(PortalDb db, string email, string field, CancellationToken ct)
    {
        var normalised = (email ?? string.Empty).Trim().ToUpperInvariant();
        return await db.Users.SingleOrDefaultAsync(user => user.NormalizedEmail == normalised, ct)
            ?? throw new Refusal(ApprovalsRefusals.NoAccount, (email ?? string.Empty).Trim()).On(field);
    }
}
