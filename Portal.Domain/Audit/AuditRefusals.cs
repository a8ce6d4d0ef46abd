namespace Portal.Domain.Audit;

internal static class AuditRefusals
{
    /// <summary>The file and what the system says are quoted for the operator's console; the sentence leaves both out.</summary>
    public const string AnchorRefused = "Audit_AnchorRefused";
}
