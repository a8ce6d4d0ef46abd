using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

public enum MessageKind
{
    Text,
    Article,
}

/// <summary>What the composer sends: the whole draft, as typed.</summary>
public sealed record DraftForm(string AccountHandle, MessageKind Kind, string Title, string Body, string? CoverKey, DateTime? PlanUtc)
{
    /// <summary>Letters that a title may have.</summary>
    public const int TitleMax = Message.TitleMax;
}

/// <summary>
/// A message to the followers of one public account, from draft to sent. Its HTML is sanitised when it is saved and is what followers see.
/// </summary>
internal sealed partial class Message : IOfMerchant, IVersioned
{
    public const string SendWork = "message.send";
    public const int TitleMax = 64;
    public const int ExcerptCharsMax = 120;

    private Message() { }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public long AccountId { get; private set; }

    /// <summary>What people quote, e.g. <c>MSG-2026-000042</c>.</summary>
    public string Number { get; private set; } = string.Empty;
    public MessageKind Kind { get; private set; }
    public MessageState State { get; private set; }
    public string Title { get; private set; } = string.Empty;
    public string Body { get; private set; } = string.Empty;
    public string Html { get; private set; } = string.Empty;
    public string Excerpt { get; private set; } = string.Empty;

    /// <summary>Title and excerpt in lower case, because the two databases fold case differently.</summary>
    public string Search { get; private set; } = string.Empty;

    /// <summary>The cover's public key in Media; an article may go without.</summary>
    public string? CoverKey { get; private set; }

    /// <summary>The time picked in the composer; null means send now.</summary>
    public DateTime? PlanUtc { get; private set; }

    /// <summary>When it will be (or was to be) sent; set while scheduled.</summary>
    public DateTime? DueUtc { get; private set; }
    public string WrittenBy { get; private set; } = string.Empty;
    public DateTime EditedUtc { get; private set; }
    public DateTime CreatedUtc { get; private set; }
    public DateTime? SentUtc { get; private set; }
    public DateTime? RecalledUtc { get; private set; }

    /// <summary>A refusal code that says why it failed or was returned; null otherwise.</summary>
    public string? FailureCode { get; private set; }

    /// <summary>What a moderator wrote when returning it.</summary>
    public string ModeratorNote { get; private set; } = string.Empty;
    public int Version { get; private set; }

    public bool IsEditable => State == MessageState.Draft;

    public static Message Start(long merchantId, long accountId, string number, string writer, DateTime nowUtc) =>
        new()
        {
            MerchantId = merchantId,
            AccountId = accountId,
            Number = number,
            WrittenBy = writer,
            CreatedUtc = nowUtc,
            EditedUtc = nowUtc,
        };

    public static string SearchOf(string text) => text.ToLowerInvariant();

    public static string NumberOf(int year, long sequence) => Things.Message.Of(year, sequence);

    /// <summary>Takes over what was typed. Refuses a title or text that is too long or nested too deep, and anything but a draft.</summary>
    public void Edit(DraftForm form, long accountId, DateTime nowUtc)
    {
        Refusal.Unless(IsEditable, MessagingRefusals.MoveNotAllowed, State, MessageState.Draft);
        AccountId = accountId;
        Kind = form.Kind;
        Title = form.Kind == MessageKind.Article ? Text.Optional(form.Title, nameof(Title), TitleMax) : string.Empty;
        Body = Text.Optional(form.Body, nameof(Body), MarkdownRules.CharsMax);
        Html = MarkdownRules.ToHtml(Body, keepLines: Kind == MessageKind.Text);
        Excerpt = MarkdownRules.Excerpt(Body);
        Search = SearchOf($"{Title} {Excerpt}");
        CoverKey = form.Kind == MessageKind.Article ? form.CoverKey : null;
        PlanUtc = form.PlanUtc;
        FailureCode = null;
        EditedUtc = nowUtc;
    }

    /// <summary>Refuses an empty text, and an article without a title.</summary>
    public void CheckComplete()
    {
        if (Kind == MessageKind.Article && Title.Length == 0)
        {
            throw new Refusal(MessagingRefusals.TitleMissing).On(nameof(Title));
        }

        if (Body.Length == 0)
        {
            throw new Refusal(MessagingRefusals.BodyMissing).On(nameof(Body));
        }
    }

    public void BeginCheck()
    {
        Move(MessageState.Checking);
        NoModerator();
    }

    /// <summary>A moderator must look first; <paramref name="dueUtc"/> is remembered as the plan.</summary>
    public void Hold(DateTime? planUtc)
    {
        Move(MessageState.Held);
        PlanUtc = planUtc;
        NoModerator();
    }

    public void Schedule(DateTime dueUtc)
    {
        Move(MessageState.Scheduled);
        DueUtc = dueUtc;
        ModeratorNote = string.Empty;
        LeasedUntilUtc = null;
    }

    /// <summary>Back to the writer: by themselves (a cancelled schedule) or by a moderator with a note.</summary>
    public void ReturnToDraft(string moderatorNote = "")
    {
        Move(MessageState.Draft);
        DueUtc = null;
        ModeratorNote = moderatorNote;
        LeasedUntilUtc = null;
    }

    public void Discard() => Move(MessageState.Cancelled);

    public void MarkSent(DateTime nowUtc)
    {
        Move(MessageState.Sending);
        Move(MessageState.Sent);
        SentUtc = nowUtc;
    }

    public void Fail(string code)
    {
        Move(MessageState.Failed);
        FailureCode = code;
        DueUtc = null;
    }

    /// <summary>Takes a sent message back. Refused after the window: by then most have read it.</summary>
    public void Recall(TimeSpan window, DateTime nowUtc)
    {
        MessageStates.Check(State, MessageState.Recalled);
        Refusal.Unless(nowUtc <= SentUtc + window, MessagingRefusals.RecallTooLate, window.TotalMinutes);
        State = MessageState.Recalled;
        RecalledUtc = nowUtc;
    }

    private void Move(MessageState to)
    {
        MessageStates.Check(State, to);
        State = to;
    }
}
