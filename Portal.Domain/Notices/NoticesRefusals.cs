namespace Portal.Domain.Notices;

internal static class NoticesRefusals
{
    public const string SecurityStaysOn = "Notices_SecurityStaysOn";
}
