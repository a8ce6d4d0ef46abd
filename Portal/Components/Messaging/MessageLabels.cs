using System.Globalization;
using Portal.Components.Shared;
using Portal.Domain.Accounts;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Resources;

namespace Portal.Components.Messaging;

/// <summary>The one map from states, kinds and periods of this module to what a page shows.</summary>
internal static class MessageLabels
{
    public static string View(MessageView view) =>
        view switch
        {
            MessageView.Draft => MessagingTexts.ViewDrafts,
            MessageView.Scheduled => MessagingTexts.ViewScheduled,
            MessageView.Sent => MessagingTexts.ViewSent,
            MessageView.Failed => MessagingTexts.ViewFailed,
        };

    public static (ChipKind Kind, string Icon, string Text) State(MessageState state) =>
        state switch
        {
            MessageState.Draft => (ChipKind.Neutral, PortalIcons.Edit, MessagingTexts.StateDraft),
            MessageState.Checking => (ChipKind.Info, PortalIcons.Hourglass, MessagingTexts.StateChecking),
            MessageState.Held => (ChipKind.Warning, PortalIcons.Pause, MessagingTexts.StateHeld),
            MessageState.Scheduled => (ChipKind.Info, PortalIcons.Clock, MessagingTexts.StateScheduled),
            MessageState.Sending => (ChipKind.Info, PortalIcons.Send, MessagingTexts.StateSending),
            MessageState.Sent => (ChipKind.Success, PortalIcons.Check, MessagingTexts.StateSent),
            MessageState.Recalled => (ChipKind.Neutral, PortalIcons.Undo, MessagingTexts.StateRecalled),
            MessageState.Cancelled => (ChipKind.Neutral, PortalIcons.Close, MessagingTexts.StateCancelled),
            MessageState.Failed => (ChipKind.Error, PortalIcons.Warning, MessagingTexts.StateFailed),
        };

    public static (ChipKind Kind, string Icon, string Text) Account(AccountState state) =>
        state switch
        {
            AccountState.Draft => (ChipKind.Neutral, PortalIcons.Edit, MessagingTexts.AccountDraft),
            AccountState.Live => (ChipKind.Info, PortalIcons.Check, MessagingTexts.AccountLive),
            AccountState.Certified => (ChipKind.Primary, PortalIcons.Accounts, MessagingTexts.AccountCertified),
            AccountState.CertificationLapsed => (ChipKind.Warning, PortalIcons.Clock, MessagingTexts.AccountLapsed),
            AccountState.Restricted => (ChipKind.Warning, PortalIcons.Pause, MessagingTexts.AccountRestricted),
            AccountState.Suspended => (ChipKind.Error, PortalIcons.Ban, MessagingTexts.AccountSuspended),
            AccountState.Closed => (ChipKind.Neutral, PortalIcons.Close, MessagingTexts.AccountClosed),
        };

    public static string Kind(MessageKind kind) =>
        kind switch
        {
            MessageKind.Text => MessagingTexts.KindText,
            MessageKind.Article => MessagingTexts.KindArticle,
        };

    public static (ChipKind Kind, string Icon, string Text) Follower(FollowerState state) =>
        state switch
        {
            FollowerState.Following => (ChipKind.Success, PortalIcons.Check, MessagingTexts.FollowerFollowing),
            FollowerState.Muted => (ChipKind.Neutral, PortalIcons.Pause, MessagingTexts.FollowerMuted),
            FollowerState.Unfollowed => (ChipKind.Neutral, PortalIcons.Close, MessagingTexts.FollowerLeft),
        };

    public static string Source(FollowSource source) =>
        source switch
        {
            FollowSource.Search => MessagingTexts.SourceSearch,
            FollowSource.AccountPage => MessagingTexts.SourcePage,
            FollowSource.Article => MessagingTexts.SourceArticle,
            FollowSource.QrCode => MessagingTexts.SourceQr,
            FollowSource.Import => MessagingTexts.SourceImport,
        };

    public static string NameOf(string title, string excerpt) =>
        title.Length > 0 ? title
        : excerpt.Length > 0 ? excerpt
        : MessagingTexts.Untitled;

    /// <summary>The zone's name as people write it, with its offset on that day: <c>Asia/Shanghai, UTC+08:00</c>.</summary>
    public static string ZoneName(SettlementZone zone, DateTime utc)
    {
        var offset = zone.Zone.GetUtcOffset(utc);
        var sign = offset < TimeSpan.Zero ? "\u2212" : "+";
        return string.Create(CultureInfo.InvariantCulture, $"{zone.Zone.Id}, UTC{sign}{offset.Duration():hh\\:mm}");
    }

    /// <summary>"20:00" when it is today, "1 Dec 2026, 20:00" otherwise.</summary>
    public static string When(DateTime utc, DateTime nowUtc, SettlementZone zone) =>
        zone.DayOf(utc) == zone.DayOf(nowUtc) ? Fmt.Time(utc, zone.Zone) : Fmt.Instant(utc, zone.Zone);
}
