namespace Portal.Domain.Notifications;

/// <summary>Kinds that stand together on the page of preferences.</summary>
public enum NoticeGroup
{
    Certification,
    Messages,
    Accounts,
    Money,
    Team,
    Security,
    Operations,
}
