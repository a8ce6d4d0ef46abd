namespace Portal.Domain.Data;

/// <summary>The outcome of one check: which promise, whether it holds, and what was seen (the first bad row when it does not).</summary>
public sealed record ProofResult(string Id, bool Ok, string Detail);

/// <summary>One promise of docs/invariants.md that the stored data can prove or disprove. A module registers its own.</summary>
internal interface IProof
{
    /// <summary>The promise's number, e.g. <c>I-01</c>.</summary>
    string Id { get; }

    Task<ProofResult> Check(PortalDb db, CancellationToken ct);
}

/// <summary>
/// A word of a catalogue within a proof's query. It is written into the query, not sent beside it: databases plan as if it had been typed.
/// </summary>
internal readonly record struct SqlWord(string Text);
