using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Audit;

/// <summary>What a service hands over before it saves; the writer gives it its place in the chain.</summary>
internal sealed record AuditDraft(
    Actor Actor,
    string Action,
    string ObjectKind,
    string ObjectKey,
    long? MerchantId,
    object? Before,
    object? After,
    string? Why,
    AuditOutcome Outcome = AuditOutcome.Done
);
