using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Approvals;

/// <summary>Which accounts are the same person: linked by an administrator, or with one mailbox written in two ways.</summary>
internal static class SamePerson
{
    /// <summary>A mailbox in one spelling: lower case, and without what stands between a plus and the at sign.</summary>
    public static string Mailbox(string? email)
    {
        var text = (email ?? string.Empty).Trim().ToLowerInvariant();
        var at = text.LastIndexOf('@');
        if (at <= 0)
        {
            return text;
        }

        var local = text[..at];
        var plus = local.IndexOf('+', StringComparison.Ordinal);
        return (plus > 0 ? local[..plus] : local) + text[at..];
    }

    /// <summary>All accounts of the person behind this one, itself included.</summary>
    public static async Task<HashSet<long>> Of(PortalDb db, long userId, CancellationToken ct)
    {
        var mine = Mailbox(await db.Users.Where(user => user.Id == userId).Select(user => user.Email).SingleOrDefaultAsync(ct));
        var at = mine.LastIndexOf('@');
        var found = new HashSet<long> { userId };
        if (at > 0)
        {
            // The database narrows by domain and first letters, the spelling is judged here.
            var (start, end) = (mine[..at].ToUpperInvariant(), mine[at..].ToUpperInvariant());
            var like = await db
                .Users.Where(user =>
                    user.NormalizedEmail != null && user.NormalizedEmail.StartsWith(start) && user.NormalizedEmail.EndsWith(end)
                )
                .Select(user => new { user.Id, user.Email })
                .ToListAsync(ct);
            found.UnionWith(like.Where(user => Mailbox(user.Email) == mine).Select(user => user.Id));
        }

        for (var known = 0; known != found.Count; )
        {
            known = found.Count;
            var ids = found.ToArray();
            var pairs = await db.PersonLinks.Where(link => ids.Contains(link.OneId) || ids.Contains(link.OtherId)).ToListAsync(ct);
            found.UnionWith(pairs.SelectMany(link => (long[])[link.OneId, link.OtherId]));
        }

        return found;
    }
}
