namespace Portal.Domain.Notifications;

internal static class NoticesRefusals
{
    public const string SecurityStaysOn = "Notices_SecurityStaysOn";
}
