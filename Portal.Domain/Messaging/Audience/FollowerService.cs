using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>A merchant looks at who follows its accounts: masked, because a follower gave their name to the wallet, not to the shop.</summary>
public sealed class FollowerService(Acts acts)
{
    /// <summary>
    /// Followers of one account (or the first), newest first. Found by the whole name or the beginning of the open id: a search by parts of a
    /// name would spell out what the mask hides.
    /// </summary>
    /// <exception cref="Refusal">Not found: no such account at this merchant.</exception>
    public async Task<FollowerList> List(
        Actor actor,
        string merchant,
        string? accountHandle,
        FollowerAsk wanted,
        PageAsk ask,
        CancellationToken ct
    )
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewFollowers, ct);
        var accounts = await act.Db.PublicAccounts.AsNoTracking().Of(act.Merchant).OrderBy(row => row.Id).ToListAsync(ct);
        var senders = accounts.Select(row => new SenderAccount(row.Handle, row.DisplayName, row.Type, row.State)).ToList();
        var account = accountHandle is null
            ? accounts.FirstOrDefault()
            : accounts.SingleOrDefault(row => row.Handle == accountHandle) ?? throw Refusal.NotFound();
        if (account is null)
        {
            return new FollowerList(Page<FollowerRow>.Empty, senders, new AudienceView(0, 0));
        }

        var name = account.DisplayName;
        var page = await Wanted(act.Db.Followers.AsNoTracking().Of(act.Merchant).Where(row => row.AccountId == account.Id), wanted)
            .PageThrough(ask, row => row.Id, kept => kept.OrderByDescending(row => row.Id), ct);
        var audience = await act.Db.Audiences.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == account.Id, ct);
        var rows = page.Rows.Select(row => new FollowerRow(
            row.Id,
            Mask.Name(row.DisplayName),
            Mask.OpenId(row.OpenId),
            row.State,
            row.Source,
            row.Region,
            row.JoinedUtc,
            row.LastInteractionUtc,
            name
        ));
        return new FollowerList(
            new Page<FollowerRow>([.. rows], page.Newer, page.Older, wanted.IsEmpty ? audience?.Followers ?? 0 : null),
            senders,
            new AudienceView(audience?.Followers ?? 0, audience?.Muted ?? 0)
        );
    }

    private static IQueryable<Follower> Wanted(IQueryable<Follower> rows, FollowerAsk ask)
    {
        rows = ask.State is { } state and not FollowerState.Unfollowed
            ? rows.Where(row => row.State == state)
            : rows.Where(row => row.State != FollowerState.Unfollowed);
        if (ask.Source is { } source)
        {
            rows = rows.Where(row => row.Source == source);
        }

        var search = ask.Search?.Trim();
        return string.IsNullOrEmpty(search) ? rows
            : search.Length < FollowerAsk.OpenIdMin ? rows.Where(row => row.DisplayName == search)
            : rows.Where(row => row.DisplayName == search || row.OpenId.StartsWith(search));
    }
}
