using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>What one look at the folder came to.</summary>
public sealed record DropReport(int Imported, int Refused, int Waiting);

/// <summary>
/// Watches a folder with a sub-folder per format (mappings: one more, per name). A file that has come to rest is imported and, after its
/// transaction, moved to done/ or to refused/ with its reasons beside it. Whoever dies in between leaves the file where it was: the next look
/// finds the bill by its hash and only moves. Two servers may look at once for the same reason.
/// </summary>
public sealed class BillDropService(Acts acts, BillService bills, BillDropSettings settings, TimeProvider clock)
{
    public const string Done = "done";
    public const string Refused = "refused";
    private const int FilesMax = 50;
    private static readonly string[] Unfinished = [".tmp", ".part", ".filepart", ".crdownload"];

    /// <summary>Imports what lies in the folder and has stopped growing.</summary>
    public async Task<DropReport> Sweep(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Staff(actor, Permit.ImportBills, ct);
        var report = new DropReport(0, 0, 0);
        if (settings.Folder.Length == 0)
        {
            return report;
        }

        foreach (var (folder, ask) in Folders())
        {
            foreach (var file in Files(folder).Take(FilesMax))
            {
                ct.ThrowIfCancellationRequested();
                report = await Take(actor, folder, ask, file, report, ct);
            }
        }

        return report;
    }

    private async Task<DropReport> Take(Actor actor, string folder, BillAsk ask, FileInfo file, DropReport report, CancellationToken ct)
    {
        if (clock.UtcNow() - file.LastWriteTimeUtc < BillDropSettings.Still)
        {
            return report with { Waiting = report.Waiting + 1 };
        }

        List<string> reasons;
        try
        {
            await using var content = new FileStream(
                file.FullName,
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read,
                1 << 16,
                useAsync: true
            );
            var receipt = await bills.ImportWith(actor, ask, file.Name, content, ct);
            reasons = receipt.Status == BillStatus.Refused ? [.. receipt.Errors.Select(Line)] : [];
        }
        catch (FileNotFoundException)
        {
            // The other server was faster.
            return report;
        }
        catch (Refusal refusal) when (!refusal.IsLostRace)
        {
            reasons = [settings.Say(refusal)];
        }

        Move(folder, file, reasons);
        return reasons.Count == 0 ? report with { Imported = report.Imported + 1 } : report with { Refused = report.Refused + 1 };
    }

    private IEnumerable<(string Folder, BillAsk Ask)> Folders()
    {
        foreach (var format in BillFormats.Names)
        {
            var folder = Path.Combine(settings.Folder, format);
            if (format != BillFormats.Mapped)
            {
                Directory.CreateDirectory(folder);
                yield return (folder, new BillAsk(format, Zone: format == BillFormats.StripePayout ? settings.StripeZone : null));
                continue;
            }

            Directory.CreateDirectory(folder);
            foreach (var mapping in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
            {
                yield return (mapping, new BillAsk(format, Path.GetFileName(mapping)));
            }
        }
    }

    private static IEnumerable<FileInfo> Files(string folder) =>
        new DirectoryInfo(folder)
            .EnumerateFiles()
            .Where(file => !file.Name.StartsWith('.') && !Unfinished.Contains(file.Extension.ToLowerInvariant()))
            .OrderBy(file => file.LastWriteTimeUtc)
            .ThenBy(file => file.Name, StringComparer.Ordinal);

    private void Move(string folder, FileInfo file, List<string> reasons)
    {
        var target = Path.Combine(folder, reasons.Count == 0 ? Done : Refused);
        Directory.CreateDirectory(target);
        var stamp = clock.UtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
        var name = $"{Path.GetFileNameWithoutExtension(file.Name)}.{stamp}{file.Extension}";
        if (reasons.Count > 0)
        {
            File.WriteAllText(Path.Combine(target, name + ".txt"), string.Join('\n', reasons) + '\n', Encoding.UTF8);
        }

        try
        {
            File.Move(file.FullName, Path.Combine(target, name), overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // The other server moved it.
        }
    }

    private string Line(BillProblem problem)
    {
        var place = problem.Column is null ? string.Empty : $", {problem.Column}";
        var member = problem.Member is null ? string.Empty : $"{problem.Member}, ";
        var reason = settings.Say(new Refusal(problem.Code, [.. problem.Args]));
        return string.Create(CultureInfo.InvariantCulture, $"{member}line {problem.Line}{place}: {reason}");
    }
}
