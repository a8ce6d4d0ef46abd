using System.Globalization;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;

namespace Portal.Components.Messaging;

/// <summary>What stands in the composer's form at the moment, and what follows from it without asking the server.</summary>
public sealed class Draft
{
    public string Handle { get; set; } = string.Empty;
    public MessageKind Kind { get; set; } = MessageKind.Article;
    public string Title { get; set; } = string.Empty;
    public string Body { get; set; } = string.Empty;
    public CoverPicture? Cover { get; set; }
    public bool IsScheduled { get; set; }
    public string PlanDate { get; set; } = string.Empty;
    public string PlanTime { get; set; } = string.Empty;

    public bool IsEmpty => Title.Length == 0 && Body.Length == 0 && Cover is null;

    public static Draft Of(MessageDetail? message, string handle, SettlementZone zone)
    {
        var draft = new Draft { Handle = message?.Account.Handle ?? handle };
        if (message is not null)
        {
            draft.Kind = message.Kind;
            draft.Title = message.Title;
            draft.Body = message.Body;
            draft.Cover = message.Cover;
        }

        if (message?.PlanUtc is { } plan)
        {
            draft.IsScheduled = true;
            draft.SetPlan(zone.LocalOf(plan));
        }

        return draft;
    }

    /// <summary>This evening, or tomorrow's when it is nearly over.</summary>
    public void SuggestPlan(SettlementZone zone, DateTime nowUtc)
    {
        if (PlanDate.Length == 0)
        {
            SetPlan(ScheduleRules.NextEvening(nowUtc, zone));
        }
    }

    public void SetPlan(DateTime local)
    {
        IsScheduled = true;
        PlanDate = local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        PlanTime = local.ToString("HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>A browser may add seconds to a time; the form knows minutes.</summary>
    public static string TimeOf(string? picked) => Text.Cut(picked ?? string.Empty, 5);

    /// <summary>Takes over what the browser shows. True when the circuit knew something else: keys pressed while the connection was away.</summary>
    public bool TakeOver(SeenDraft seen)
    {
        var before = (Handle, Title, Body, IsScheduled, PlanDate, PlanTime);
        Handle = seen.Account is { Length: > 0 } account ? account : Handle;
        Title = Kind == MessageKind.Article ? seen.Title ?? Title : Title;
        Body = seen.Body ?? Body;
        IsScheduled = seen.Later ?? IsScheduled;
        PlanDate = seen.Date ?? PlanDate;
        PlanTime = seen.Time is null ? PlanTime : TimeOf(seen.Time);
        return before != (Handle, Title, Body, IsScheduled, PlanDate, PlanTime);
    }

    /// <summary>
    /// A short mark of a text, as <c>portal-typing.js</c> makes it (FNV-1a over its UTF-16 units), so that the text itself need not travel
    /// back to be recognised.
    /// </summary>
    public static uint Mark(string text)
    {
        var mark = 2_166_136_261u;
        foreach (var unit in text)
        {
            mark = unchecked((mark ^ unit) * 16_777_619u);
        }

        return mark;
    }

    /// <summary>The time picked; null for now. Refuses a time the clocks skip; half-typed input counts as no plan yet.</summary>
    public DateTime? PlanUtc(SettlementZone zone) =>
        IsScheduled
        && DateTime.TryParseExact(
            $"{PlanDate} {PlanTime}",
            "yyyy-MM-dd HH:mm",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var local
        )
            ? ScheduleRules.ToUtc(local, zone)
            : null;

    public DraftForm Form(SettlementZone zone) => new(Handle, Kind, Title, Body, Cover?.Key, PlanUtc(zone));
}

/// <summary>The composer's form as it stands in the browser; null for a field that is not shown.</summary>
public sealed record SeenDraft(string? Account, string? Title, string? Body, bool? Later, string? Date, string? Time);

/// <summary>How a draft reads on a phone, and what was found in it.</summary>
public sealed record DraftPreview(string Html, string Excerpt, Preflight? Preflight)
{
    public static DraftPreview Empty { get; } = new(string.Empty, string.Empty, null);

    /// <summary>Refuses what could not be saved either: too long, nested too deep.</summary>
    public static DraftPreview Of(Draft draft) =>
        new(
            MarkdownRules.ToHtml(draft.Body, keepLines: draft.Kind == MessageKind.Text),
            MarkdownRules.Excerpt(draft.Body),
            PreflightRules.Check(draft.Kind, draft.Title, draft.Body)
        );
}
