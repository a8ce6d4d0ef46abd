using System.Globalization;
using System.Text.Json;
using MailKit.Net.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Options;
using Portal.Resources;

namespace Portal.Jobs;

/// <summary>Writes a mail in its reader's language and sends it: by SMTP, or as a file into the pickup folder when no host is set.</summary>
public sealed class MailSender(
    IDbContextFactory<PortalDb> dbs,
    IOptions<MailOptions> mail,
    IOptions<SiteOptions> site,
    DatabaseSettings database,
    TimeProvider clock
)
{
    /// <summary>A repeat of a sent mail does nothing; a kill between sending and the mark may send it twice, never lose it.</summary>
    public async Task<bool> Send(long mailId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var row = await db.Mails.SingleOrDefaultAsync(one => one.Id == mailId, ct);
        if (row is not { State: MailState.Waiting or MailState.Failed })
        {
            return true;
        }

        await Deliver(Compose(row), row.Id.ToString("D10", CultureInfo.InvariantCulture), ct);
        row.MarkSent(clock.UtcNow());
        await db.SaveChangesAsync(ct);
        Telemetry.Mails.Add(1);
        return true;
    }

    /// <summary>Hands a message to the mail server, or writes it to the pickup folder under this name; again, it is the same file.</summary>
    internal async Task Deliver(MimeMessage message, string name, CancellationToken ct)
    {
        if (mail.Value.Host.Length == 0)
        {
            // A mail has links that let its reader in: nobody else's to read.
            var folder = Path.Combine(database.DataDirectory, database.MailFolder);
            DataFolder.Make(folder);
            await using var file = DataFolder.Write(Path.Combine(folder, $"{name}.eml"), FileMode.Create);
            await message.WriteToAsync(file, ct);
            return;
        }

        using var client = new SmtpClient();
        await client.ConnectAsync(mail.Value.Host, mail.Value.Port, cancellationToken: ct);
        if (mail.Value.UserName.Length > 0)
        {
            await client.AuthenticateAsync(mail.Value.UserName, mail.Value.Password, ct);
        }

        await client.SendAsync(message, ct);
        await client.DisconnectAsync(quit: true, ct);
    }

    /// <summary>A plain-text message from this site.</summary>
    internal MimeMessage Letter(string toName, string toAddress, string subject, string text)
    {
        var message = new MimeMessage
        {
            Subject = subject,
            Body = new TextPart("plain") { Text = text },
        };
        message.From.Add(MailboxAddress.Parse(mail.Value.From));
        message.To.Add(new MailboxAddress(toName, toAddress));
        return message;
    }

    /// <summary>All attempts have failed: the row says so until somebody asks for its work again.</summary>
    public async Task GiveUp(long mailId, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Mails.SingleOrDefaultAsync(one => one.Id == mailId, ct) is { State: MailState.Waiting } row)
        {
            row.MarkFailed();
            await db.SaveChangesAsync(ct);
        }
    }

    private MimeMessage Compose(Mail row)
    {
        var culture = new CultureInfo(row.Culture);
        var arguments = JsonSerializer.Deserialize<string[]>(row.Arguments) ?? [];
        var baseAddress = site.Value.BaseAddress.TrimEnd('/');
        object[] values = [row.ToName, baseAddress, .. arguments];
        return Letter(
            row.ToName,
            row.ToAddress,
            string.Format(culture, Texts($"Mail_{row.Kind}_Subject", culture), values),
            string.Format(culture, Texts($"Mail_{row.Kind}_Body", culture), values)
        );
    }

    private static string Texts(string key, CultureInfo culture) =>
        MailTexts.ResourceManager.GetString(key, culture) ?? throw new InvalidOperationException($"MailTexts has no {key}.");
}
