namespace Portal.Domain.Data;

/// <summary>How an act ended that the trail records.</summary>
public enum AuditOutcome
{
    Done,
    Refused,
}
