using Portal.Domain.Data;

namespace Portal.Domain.Messaging;

/// <summary>
/// A message sent to everyone: one row that every follower's chat reads, so it costs the same for ten followers and for a million.
/// Planned = delivered + filtered + failed is a check of the database (I-30).
/// </summary>
internal sealed class Broadcast : IOfMerchant
{
    private Broadcast() { }

    public Broadcast(Message message, Audience? audience, DateTime sentUtc)
    {
        MerchantId = message.MerchantId;
        AccountId = message.AccountId;
        MessageId = message.Id;
        SentUtc = sentUtc;
        Planned = audience?.Followers ?? 0;
        Delivered = Planned;
    }

    /// <summary>For the seeder: what the audience was on a day that is past.</summary>
    internal Broadcast(Message message, long followers, DateTime sentUtc)
        : this(message, null, sentUtc)
    {
        Planned = followers;
        Delivered = followers;
    }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public long AccountId { get; private set; }

    /// <summary>Unique: a message is broadcast once, however often the work is run.</summary>
    public long MessageId { get; private set; }
    public DateTime SentUtc { get; private set; }
    public long Planned { get; private set; }
    public long Delivered { get; private set; }

    /// <summary>Followers who do not get it by a rule. Not the muted ones: it stands in their chat like any other, without a badge.</summary>
    public long Filtered { get; private set; }
    public long Failed { get; private set; }

    /// <summary>Followers who opened it, kept with <see cref="MessageOpen"/>.</summary>
    public long Opened { get; private set; }
}

/// <summary>A follower opened a message: once each, however often they read it again.</summary>
internal sealed class MessageOpen
{
    private MessageOpen() { }

    public static MessageOpen Of(long messageId, long followerId, DateTime openedUtc) =>
        new()
        {
            MessageId = messageId,
            FollowerId = followerId,
            OpenedUtc = openedUtc,
        };

    public long MessageId { get; private set; }
    public long FollowerId { get; private set; }
    public DateTime OpenedUtc { get; private set; }
}
