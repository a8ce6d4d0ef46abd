using Microsoft.Extensions.Options;
using MimeKit;
using Portal.Domain.Data;
using Portal.Options;

namespace Portal.Components.Identity;

/// <summary>A mail in the pickup folder.</summary>
public sealed record PickedMail(string File, string To, string Subject, DateTime WrittenUtc, string Text);

/// <summary>Reads the mails this site wrote to its pickup folder. Answers only in demo mode or Development.</summary>
public sealed class DevMailbox(IOptions<MailOptions> mail, IOptions<DemoOptions> demo, IHostEnvironment host, DatabaseSettings database)
{
    public const int MailsMax = 100;

    public bool Open => demo.Value.Enabled || host.IsDevelopment();

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<PickedMail>> Newest(CancellationToken ct)
    {
        var folder = new DirectoryInfo(Path.Combine(database.DataDirectory, mail.Value.PickupFolder));
        if (!Open || !folder.Exists)
        {
            return [];
        }

        var mails = new List<PickedMail>();
        foreach (var file in Written(folder))
        {
            var message = await MimeMessage.LoadAsync(file.FullName, ct);
            mails.Add(
                new PickedMail(
                    file.Name,
                    message.To.ToString(),
                    message.Subject ?? string.Empty,
                    file.LastWriteTimeUtc,
                    message.TextBody ?? string.Empty
                )
            );
        }

        return mails;
    }

    private static IEnumerable<FileInfo> Written(DirectoryInfo folder) =>
        folder
            .EnumerateFiles("*.eml")
            .OrderByDescending(file => file.LastWriteTimeUtc)
            .ThenByDescending(file => file.Name, StringComparer.Ordinal)
            .Take(MailsMax);
}
