namespace Portal.Domain.Notices;

public static class NoticesRefusals
{
    public const string SecurityStaysOn = "Notices_SecurityStaysOn";
}
