namespace Portal.Domain.Kernel;

/// <summary>Quotas of broadcasts by account type, and the times and sizes of messages.</summary>
public static class MessagingPolicies
{
    public static Policy<int> SubscriptionBroadcastsADay { get; } =
        Policy.Of(new(PolicyGroup.Messaging, PolicyUnit.Count, 1, 1, 24, Loosens.Up, PolicySources.WechatBroadcasts));

    public static Policy<int> ServiceBroadcastsAMonth { get; } =
        Policy.Of(new(PolicyGroup.Messaging, PolicyUnit.Count, 4, 1, 31, Loosens.Up, PolicySources.WechatBroadcasts));

    public static Policy<int> MessageDaysAhead { get; } =
        Policy.Of(new(PolicyGroup.Messaging, PolicyUnit.Days, 180, 1, 366, Loosens.Never));

    /// <summary>How long a message that goes at once can still be stopped.</summary>
    public static Policy<TimeSpan> MessageCancelSeconds { get; } =
        Policy.Time(new(PolicyGroup.Messaging, PolicyUnit.Seconds, 10, 5, 300, Loosens.Never));

    public static Policy<TimeSpan> MessageRecallMinutes { get; } =
        Policy.Time(new(PolicyGroup.Messaging, PolicyUnit.Minutes, 30, 1, 1440, Loosens.Never));

    /// <summary>How long a held message is one moderator's.</summary>
    public static Policy<TimeSpan> ModerationLeaseMinutes { get; } =
        Policy.Time(new(PolicyGroup.Messaging, PolicyUnit.Minutes, 30, 5, 480, Loosens.Never));

    public static Policy<int> MessageImageMegabytes { get; } =
        Policy.Of(new(PolicyGroup.Messaging, PolicyUnit.Megabytes, 4, 1, 4, Loosens.Never));
}
