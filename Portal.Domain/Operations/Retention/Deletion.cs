using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Operations;

/// <summary>What is not kept for ever.</summary>
public enum Kept
{
    ApprovedPapers,
    RefusedPapers,
    Drafts,
    SignInCodes,
    Mails,
    Notices,
    Sessions,
    WhatIfs,
    FormDrafts,
    Workbooks,
}

/// <summary>
/// Proof that something was deleted: what kind, how many, when, and a hash over their ids, so that whoever holds an old backup can show that
/// exactly these are gone.
/// </summary>
internal sealed class Deletion
{
    private Deletion() { }

    internal Deletion(Kept kind, IReadOnlyCollection<string> ids, DateTime olderThanUtc, DateTime nowUtc) =>
        (Kind, Count, Sha256, OlderThanUtc, AtUtc) = (kind, ids.Count, HashOf(ids), olderThanUtc, nowUtc);

    public long Id { get; private set; }
    public Kept Kind { get; private set; }
    public int Count { get; private set; }
    public string Sha256 { get; private set; } = string.Empty;
    public DateTime OlderThanUtc { get; private set; }
    public DateTime AtUtc { get; private set; }

    /// <summary>SHA-256 of the ids in ordinal order, one a line.</summary>
    internal static string HashOf(IEnumerable<string> ids) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ids.Order(StringComparer.Ordinal)))));
}
