namespace Portal.Domain.Approvals;

/// <summary>What a module hands to the engine: the row it is about has been saved in the same transaction.</summary>
internal sealed record Proposal(
    string Kind,
    long SubjectId,
    string Title,
    IReadOnlyDictionary<string, string?> Before,
    string Reason,
    string CommandKey,
    long? MerchantId = null,
    long? PersonId = null
);
