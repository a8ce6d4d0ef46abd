using System.Globalization;
using Microsoft.Extensions.Options;
using MimeKit;
using Portal.Components;
using Portal.Components.Notifications;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;
using Portal.Options;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Jobs;

/// <summary>Writes the mails of notices in their reader's language, one at once or a day's together, and sends them.</summary>
public sealed class NoticeMailer(NoticeMailService notices, MailSender sender, IOptions<SiteOptions> site, SettlementZone zone)
{
    private static readonly Actor Me = Actor.System("mail");

    /// <summary>A repeat of a sent mail does nothing; its message id tells mail servers apart a kill between sending and the mark.</summary>
    public async Task<bool> Send(WorkItem item, CancellationToken ct)
    {
        if (await notices.Letter(Me, item.RefId, ct) is { } letter)
        {
            await Deliver(item, letter, ct);
            await notices.Mailed(Me, item.RefId, ct);
        }

        return true;
    }

    public async Task<bool> SendDigest(WorkItem item, CancellationToken ct)
    {
        if (await notices.Digest(Me, item.RefId, ct) is { } letter)
        {
            await Deliver(item, letter, ct);
            await notices.DigestMailed(Me, item.RefId, ct);
        }

        return true;
    }

    private async Task Deliver(WorkItem item, NoticeLetter letter, CancellationToken ct)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{item.Kind}-{item.RefId:D10}");
        var message = Compose(letter);
        message.MessageId = $"{name}@{new Uri(site.Value.BaseAddress).Host}";
        await sender.Deliver(message, name, ct);
    }

    private MimeMessage Compose(NoticeLetter letter)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(letter.Culture);
        try
        {
            var said = letter.Notices.Take(NoticeMailService.DigestMax).Select(row => NoticeLabels.Say(row, zone.Zone)).ToList();
            var subject = letter.Day is { } day
                ? Fmt.Text(NoticesTexts.DigestSubject, Fmt.Count(letter.Notices.Count), Fmt.Day(day))
                : said[0].Title;
            return sender.Letter(letter.ToName, letter.ToAddress, subject, string.Join("\n\n", Parts(letter, said)) + "\n");
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    private IEnumerable<string> Parts(NoticeLetter letter, IReadOnlyList<NoticeSaid> said)
    {
        var address = site.Value.BaseAddress.TrimEnd('/');
        yield return Fmt.Text(NoticesTexts.MailHello, letter.ToName);
        foreach (var one in said)
        {
            var look = Fmt.Text(NoticesTexts.MailLook, address + one.Url);
            yield return string.Join('\n', new[] { one.Title, one.Text, look }.Where(line => line.Length > 0));
        }

        if (letter.Notices.Count > said.Count)
        {
            yield return Fmt.Text(NoticesTexts.DigestMore, Fmt.Count(letter.Notices.Count - said.Count), address + Urls.Notifications);
        }

        yield return letter.Notices.Any(row => NoticeRules.Of(row.Kind).IsFixed)
            ? NoticesTexts.MailFixedFoot
            : Fmt.Text(NoticesTexts.MailFoot, address + Urls.NotificationPreferences);
    }
}
