using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Resources;

namespace Portal.Components.Messaging;

/// <summary>What the composer says, and the choices of its form.</summary>
public sealed partial class Composer
{
    private string Heading =>
        draft.Kind == MessageKind.Article && draft.Title.Length > 0 ? draft.Title
        : number is null ? MessagingTexts.NewMessage
        : MessageLabels.NameOf(string.Empty, shown.Excerpt);

    private SenderAccount? Sender => Senders.FirstOrDefault(account => account.Handle == draft.Handle);

    private string? AccountProblem =>
        Senders.Count == 0 ? MessagingTexts.NoAccounts
        : Sender is { MayPublish: false } ? RefusalText.Refusal(new Refusal(MessagingRefusals.AccountMayNotPublish))
        : null;

    private static List<Segment> Kinds =>
        [
            new(nameof(MessageKind.Text), MessagingTexts.KindText, PortalIcons.Chat),
            new(nameof(MessageKind.Article), MessagingTexts.KindArticle, PortalIcons.File),
        ];

    private string PublishText =>
        !draft.IsScheduled ? Fmt.Text(MessagingTexts.SendNow, Fmt.Count(sending?.Audience.Followers ?? 0))
        : sending is null ? MessagingTexts.Schedule
        : Fmt.Text(MessagingTexts.ScheduleFor, MessageLabels.When(sending.DueUtc, Clock.UtcNow(), Zone));

    private Task ChooseKind(string kind)
    {
        draft.Kind = Enum.Parse<MessageKind>(kind);
        return Changed();
    }

    private Task ChooseAccount(ChangeEventArgs args)
    {
        draft.Handle = args.Value as string ?? draft.Handle;
        return Changed();
    }

    private Task TakeNextPeriod()
    {
        if (sending is { } now)
        {
            draft.SuggestPlan(Zone, Clock.UtcNow());
            var time = TimeOnly.TryParse(draft.PlanTime, System.Globalization.CultureInfo.InvariantCulture, out var picked)
                ? picked
                : new TimeOnly(20, 0);
            draft.SetPlan(now.Quota.Period.Until.ToDateTime(time));
        }

        return Changed();
    }
}
