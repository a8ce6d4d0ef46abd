namespace Portal.Domain.Notifications;

/// <summary>One mail a person and day, with what the day brought. Unique on (UserId, Day).</summary>
internal sealed class NoticeDigest
{
    public const string MailWork = "notice.digest";

    private NoticeDigest() { }

    internal NoticeDigest(long userId, DateOnly day, DateTime nowUtc) => (UserId, Day, CreatedUtc) = (userId, day, nowUtc);

    public long Id { get; private set; }
    public long UserId { get; private set; }
    public DateOnly Day { get; private set; }
    public DateTime CreatedUtc { get; private set; }
    public DateTime? MailedUtc { get; private set; }

    internal void MarkMailed(DateTime nowUtc) => MailedUtc ??= nowUtc;
}
