namespace Portal.Domain.Identity;

/// <summary>Where a permit stands on the permission matrix.</summary>
public enum PermitArea
{
    Everybody,
    Organisation,
    People,
    Accounts,
    Messages,
    Money,
    Review,
    Finance,
    Administration,
    Jobs,
}
