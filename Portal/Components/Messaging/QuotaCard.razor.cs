using Microsoft.AspNetCore.Components;
using Portal.Domain.Messaging;
using Portal.Resources;

namespace Portal.Components.Messaging;

/// <summary>How many broadcasts the period has, which one this would be, and where to go when none is left.</summary>
public sealed partial class QuotaCard
{
    [Parameter]
    public SendingView? Sending { get; set; }

    /// <summary>The writer takes the first day of the next period.</summary>
    [Parameter]
    public EventCallback OnNext { get; set; }

    private string Heading =>
        Sending is null ? MessagingTexts.Quota
        : Sending.Quota.Period.IsDay ? Fmt.Text(MessagingTexts.QuotaOf, Fmt.Day(Sending.Quota.Period.From))
        : Fmt.Text(MessagingTexts.QuotaOf, Fmt.Month(Sending.Quota.Period.From));

    private string Sentence
    {
        get
        {
            if (Sending is not { } now)
            {
                return string.Empty;
            }

            var (slots, next) = (Fmt.Count(now.Quota.Period.Slots), Fmt.Day(now.Quota.Period.Until));
            if (now.Quota.IsUsedUp)
            {
                return Fmt.Text(MessagingTexts.QuotaUsedUp, slots, next);
            }

            var left = now.Quota.Period.Slots - now.Quota.Taken - 1;
            return Fmt.Text(MessagingTexts.QuotaThis, Fmt.Count(now.Quota.Taken + 1), slots, Fmt.Count(left), next);
        }
    }

    private string? Css(int slot) =>
        Sending is null ? null
        : slot <= Sending.Quota.Taken ? "c-used"
        : slot == Sending.Quota.Taken + 1 ? "c-this"
        : null;
}
