using System.Text.Json;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Notifications;

/// <summary>What a notice is about, in the parts its address is made of: kind of thing, its number or handle, and the organisation.</summary>
public sealed record NoticeThing(string Kind, string Key, string? Merchant = null);

/// <summary>
/// What to tell: the kind, the thing, what the sentence quotes, and the key of the effect: told twice under one key, a person hears it once.
/// </summary>
internal sealed record Notification(NoticeKind Kind, NoticeThing Thing, string Key, params NoticeArg[] Args);

/// <summary>
/// One thing one person is told, written in the transaction of the change it tells. Unique on (UserId, Key): jobs may run twice.
/// </summary>
internal sealed class Notice
{
    public const string MailWork = "notice.mail";

    /// <summary>A sentence quotes at most so much of a text.</summary>
    private const int ArgMax = 400;

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private Notice() { }

    public long Id { get; private set; }
    public long UserId { get; private set; }
    public NoticeKind Kind { get; private set; }
    public string Key { get; private set; } = string.Empty;
    public string ThingKind { get; private set; } = string.Empty;
    public string ThingKey { get; private set; } = string.Empty;

    /// <summary>The organisation's slug; null in the staff area.</summary>
    public string? Merchant { get; private set; }
    public string Arguments { get; private set; } = "[]";

    /// <summary>How this person wanted this kind when it happened.</summary>
    public NoticeWay Way { get; private set; }
    public DateTime CreatedUtc { get; private set; }
    public DateTime? ReadUtc { get; private set; }
    public DateTime? MailedUtc { get; private set; }

    /// <summary>The digest it went into; null before, and for kinds that are not mailed daily.</summary>
    public long? DigestId { get; private set; }

    internal static Notice For(long userId, Notification notification, NoticeWay way, DateTime nowUtc) =>
        new()
        {
            UserId = userId,
            Kind = notification.Kind,
            Key = notification.Key,
            ThingKind = notification.Thing.Kind,
            ThingKey = notification.Thing.Key,
            Merchant = notification.Thing.Merchant,
            Arguments = JsonSerializer.Serialize(notification.Args.Select(Clip), Json),
            Way = way,
            CreatedUtc = nowUtc,
        };

    public NoticeThing Thing => new(ThingKind, ThingKey, Merchant);

    public IReadOnlyList<NoticeArg> Args => JsonSerializer.Deserialize<NoticeArg[]>(Arguments) ?? [];

    private static NoticeArg Clip(NoticeArg arg) => arg with { Value = Text.Short(arg.Value, ArgMax) };

    internal void MarkMailed(DateTime nowUtc) => MailedUtc ??= nowUtc;

    /// <summary>One more of the same, before anybody has read or mailed it.</summary>
    internal void Grow(NoticeThing thing, IEnumerable<NoticeArg> args, DateTime nowUtc)
    {
        (ThingKind, ThingKey, Merchant) = (thing.Kind, thing.Key, thing.Merchant);
        (Arguments, CreatedUtc) = (JsonSerializer.Serialize(args.Select(Clip), Json), nowUtc);
    }

    internal void PutInto(NoticeDigest digest) => DigestId = digest.Id;
}
