using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>
/// A change that loosens a control is agreed to by a second administrator; what the policies stand at is part of what they agree to. A pack is
/// agreed to whole.
/// </summary>
internal sealed class PolicyApproval : IApprovalHandler
{
    /// <summary>As stored since 0.1.0, whose settings became policies; a proposal of that version has no rows here and falls.</summary>
    public const string KindName = "setting";

    /// <summary>Before the key of each policy in the content.</summary>
    public const string Field = "policy.";

    public string Name => KindName;
    public Permit Propose => Permit.ManagePolicies;
    public Permit Decide => Permit.ManagePolicies;
    public DecidedBy DecidedBy => DecidedBy.Staff;

    public async Task<IReadOnlyDictionary<string, string?>?> Content(PortalDb db, long subjectId, CancellationToken ct)
    {
        var rows = await db.PolicyRows.AsNoTracking().Where(row => row.Change == subjectId).OrderBy(row => row.Id).ToListAsync(ct);
        if (rows.Count == 0 || rows.Exists(row => row.State != PolicyState.Waiting))
        {
            return null;
        }

        var content = rows.ToDictionary(row => Field + row.Key, row => (string?)row.Value);
        content["fromInstant"] = rows[0].WantedUtc?.ToString("O");
        content["pack"] = rows[0].Pack;
        content["seal"] = Seal(await db.Policies(ct), rows, db.Time.UtcNow());
        return content;
    }

    public async Task Apply(PortalDb db, Approval approval, Actor checker, DateTime nowUtc, CancellationToken ct)
    {
        await db.Acquire(PolicyReads.ChangeTurn, ct);
        var policies = await db.Policies(ct);
        foreach (var row in await db.PolicyRows.Where(row => row.Change == approval.SubjectId).OrderBy(row => row.Id).ToListAsync(ct))
        {
            row.Agree(checker, nowUtc);
            PolicyService.Record(db, checker, row, policies, approval.Number);
        }
    }

    public async Task Drop(PortalDb db, Approval approval, DateTime nowUtc, CancellationToken ct)
    {
        foreach (var row in await db.PolicyRows.Where(row => row.Change == approval.SubjectId).ToListAsync(ct))
        {
            row.Drop(nowUtc);
        }
    }

    /// <summary>What the change would take the place of, at the instant it would: another value there is not what was agreed to.</summary>
    private static string Seal(PolicySet policies, List<PolicyRow> rows, DateTime nowUtc)
    {
        var at = rows[0].WantedUtc is { } wanted && wanted > nowUtc ? wanted : nowUtc;
        var stands = rows.Select(row => $"{row.Key}={Policy.Text(policies.NumberAt(PolicyCatalogue.Of(row.Key), at))}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(';', stands))));
    }
}
