namespace Portal.Domain.Notifications;

/// <summary>How one person wants to hear of one kind, where it differs from the table.</summary>
internal sealed class NoticePreference
{
    private NoticePreference() { }

    internal NoticePreference(long userId, NoticeKind kind) => (UserId, Kind) = (userId, kind);

    public long UserId { get; private set; }
    public NoticeKind Kind { get; private set; }
    public NoticeWay Way { get; internal set; }
}
