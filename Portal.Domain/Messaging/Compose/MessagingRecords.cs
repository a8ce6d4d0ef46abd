using Portal.Domain.Accounts;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>The saved views of the message list.</summary>
public enum MessageView
{
    Draft,
    Scheduled,
    Sent,
    Failed,
}

public sealed record MessageList(Page<MessageRow> Page, IReadOnlyDictionary<MessageView, int> Counts);

/// <summary>An account as the composer's From box shows it.</summary>
public sealed record SenderAccount(string Handle, string DisplayName, AccountType Type, AccountState State)
{
    public bool MayPublish => ScheduleRules.MayPublish(State);
}

public sealed record CoverPicture(string Key, int Width, int Height);

/// <summary>How the period of a message's quota stands: slots taken by others, and the slot this message has or would take.</summary>
public sealed record QuotaView(QuotaPeriod Period, int Taken, int? Slot)
{
    public bool IsUsedUp => Slot is null;
}

/// <summary>Everybody who follows gets a broadcast; the muted ones among them without a badge.</summary>
public sealed record AudienceView(long Followers, long Muted)
{
    /// <summary>Who is told by a badge that something has come.</summary>
    public long Noticed => Followers - Muted;
}

/// <summary>What happened to a broadcast: the four numbers tie (I-30).</summary>
public sealed record DeliveryView(long Planned, long Delivered, long Filtered, long Failed, long Opened);

/// <summary>What saving gives back to the composer: where the draft is now and how it reads.</summary>
public sealed record DraftSaved(string Number, DateTime SavedUtc, string Html, string Excerpt, Preflight Preflight, int Version);

/// <summary>The figures beside the form: they change with the account and the time picked.</summary>
public sealed record SendingView(AudienceView Audience, QuotaView Quota, DateTime DueUtc);

/// <summary>How publishing ended: scheduled for a time, or waiting for a moderator.</summary>
public sealed record Published(MessageState State, DateTime? DueUtc);

/// <summary>Which followers are wanted; nothing given means all.</summary>
public sealed record FollowerAsk(string? Search = null, FollowerState? State = null, FollowSource? Source = null)
{
    /// <summary>Shorter beginnings of an open id are not searched for.</summary>
    public const int OpenIdMin = 4;

    public bool IsEmpty => string.IsNullOrWhiteSpace(Search) && State is null && Source is null;
}

public sealed record FollowerList(Page<FollowerRow> Page, IReadOnlyList<SenderAccount> Accounts, AudienceView Audience);

public sealed record HeldRow(
    string Number,
    string AccountName,
    string Merchant,
    string Title,
    string Excerpt,
    DateTime EditedUtc,
    string? Holder
);

/// <summary>A held message: <paramref name="MineUntilUtc"/> while the reader has it, <paramref name="IsOwn"/> when it is not theirs to decide.</summary>
public sealed record HeldMessage(
    HeldRow Row,
    string Html,
    DateTime? PlanUtc,
    Preflight Preflight,
    DateTime? MineUntilUtc,
    bool IsOwn,
    int Version
);
