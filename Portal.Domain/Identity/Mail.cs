namespace Portal.Domain.Identity;

public enum MailState
{
    Waiting,
    Sent,
    Failed,
}

/// <summary>
/// A mail to send: written in the transaction that causes it, sent by the work item <c>mail.send</c>. Its arguments are
/// erased once sent (they may hold a one-time link), so the row keeps who, what kind and when.
/// </summary>
public sealed class Mail
{
    public const string SendWork = "mail.send";

    private Mail() { }

    public long Id { get; private set; }
    public string Kind { get; private set; } = string.Empty;
    public string ToAddress { get; private set; } = string.Empty;
    public string ToName { get; private set; } = string.Empty;
    public string Culture { get; private set; } = "en";

    /// <summary>What the text quotes (a code, a link's path), as a JSON array of texts; the host writes subject and body in the reader's language.</summary>
    public string Arguments { get; private set; } = "[]";
    public MailState State { get; private set; }
    public DateTime CreatedUtc { get; private set; }
    public DateTime? SentUtc { get; private set; }

    /// <param name="kind">Names the texts <c>Mail_{kind}_Subject</c> and <c>Mail_{kind}_Body</c> of MailTexts.resx.</param>
    public static Mail To(PortalUser user, string kind, DateTime nowUtc, params string[] arguments) =>
        To(
            user.Email ?? throw new InvalidOperationException("A user without an address gets no mail."),
            user.DisplayName,
            user.Culture,
            kind,
            nowUtc,
            arguments
        );

    /// <summary>As the other, to an address that may have no account.</summary>
    public static Mail To(string address, string name, string culture, string kind, DateTime nowUtc, params string[] arguments) =>
        new()
        {
            Kind = kind,
            ToAddress = address,
            ToName = name,
            Culture = culture,
            Arguments = System.Text.Json.JsonSerializer.Serialize(arguments),
            CreatedUtc = nowUtc,
        };

    /// <summary>To somebody at an address that is not theirs yet.</summary>
    public static Mail ToAddressOf(PortalUser user, string address, string kind, DateTime nowUtc, params string[] arguments)
    {
        var mail = To(user, kind, nowUtc, arguments);
        mail.ToAddress = address;
        return mail;
    }

    /// <summary>Not to be sent any more. Asking for its work again sends it: the arguments stay until then.</summary>
    public void MarkFailed() => State = MailState.Failed;

    /// <summary>Sent: the arguments go, because they may hold a code or a link.</summary>
    public void MarkSent(DateTime nowUtc)
    {
        State = MailState.Sent;
        SentUtc = nowUtc;
        Arguments = "[]";
    }
}
