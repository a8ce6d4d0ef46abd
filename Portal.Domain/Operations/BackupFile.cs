using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

/// <summary>One file of a backup; the path is relative, with forward slashes.</summary>
internal sealed record BackupPart(string Path, long Bytes, string Sha256);

/// <summary>The table of contents, last in the file: a backup without it was broken off. Those from before 0.1.0 name no version.</summary>
internal sealed record BackupManifest(int Format, DateTime MadeUtc, string From, IReadOnlyList<BackupPart> Parts, string? Version);

/// <summary>
/// The file of a backup: a zip of the database (always as one SQLite file, so that it can be restored to either provider) and of what lies
/// beside it. Every part has its SHA-256 in the manifest.
/// </summary>
public static class BackupFile
{
    public const string Database = "portal.db";
    private const string ManifestName = "manifest.json";
    private const int Format = 1;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    internal static async Task<BackupManifest> Write(
        string path,
        string from,
        DateTime nowUtc,
        IEnumerable<(string Name, string File)> files,
        CancellationToken ct
    )
    {
        var parts = new List<BackupPart>();
        var manifest = new BackupManifest(Format, nowUtc, from, parts, Release.Version);
        await using var output = DataFolder.Write(path, FileMode.Create, FileShare.None, 1 << 16);
        await using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, file) in files)
            {
                parts.Add(await Add(zip, name, file, ct));
            }

            await using var entry = await zip.CreateEntry(ManifestName).OpenAsync(ct);
            await JsonSerializer.SerializeAsync(entry, manifest, Json, ct);
        }

        output.Flush(flushToDisk: true);
        return manifest;
    }

    /// <summary>Asked before anything is touched: there is a backup, and no site where it would come.</summary>
    /// <exception cref="Refusal">There is a site already; there is no such file.</exception>
    public static void DemandRoom(string path, DatabaseSettings into)
    {
        Refusal.Unless(!File.Exists(into.SqlitePath), OperationsRefusals.RestoreNotEmpty, into.DataDirectory);
        Refusal.Unless(File.Exists(path), OperationsRefusals.BackupUnreadable, path);
    }

    /// <summary>Unpacks a backup into an empty folder, checking every part against the manifest. Says when it was made and of how many parts.</summary>
    /// <exception cref="Refusal">Not a backup, broken off, damaged, or of a later version.</exception>
    public static async Task<(DateTime MadeUtc, int Parts)> Unpack(string path, string folder, CancellationToken ct)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(path, ct);
            var manifest = await Manifest(zip, ct) ?? throw new Refusal(OperationsRefusals.BackupUnreadable, path);
            Refusal.Unless(manifest.Format == Format, OperationsRefusals.BackupFormat, manifest.Format);
            if (manifest.Version is { } version && Release.IsLater(version))
            {
                // Its schema may be one this program knows nothing of.
                throw new Refusal(OperationsRefusals.BackupNewer, version, Release.Version);
            }

            foreach (var part in manifest.Parts)
            {
                await Extract(zip, part, folder, ct);
            }

            return (manifest.MadeUtc, manifest.Parts.Count);
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException)
        {
            throw new Refusal(OperationsRefusals.BackupUnreadable, path);
        }
    }

    private static async Task<BackupPart> Add(ZipArchive zip, string name, string file, CancellationToken ct)
    {
        // Documents are encrypted already: they do not get smaller.
        var level = name == Database ? CompressionLevel.Fastest : CompressionLevel.NoCompression;
        await using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        await using var target = await zip.CreateEntry(name, level).OpenAsync(ct);
        var (bytes, hash) = await CopyHashed(source, target, ct);
        return new BackupPart(name, bytes, hash);
    }

    private static async Task<BackupManifest?> Manifest(ZipArchive zip, CancellationToken ct)
    {
        if (zip.GetEntry(ManifestName) is not { } entry)
        {
            return null;
        }

        await using var stream = await entry.OpenAsync(ct);
        return await JsonSerializer.DeserializeAsync<BackupManifest>(stream, Json, ct);
    }

    private static async Task Extract(ZipArchive zip, BackupPart part, string folder, CancellationToken ct)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var target = Path.GetFullPath(Path.Combine(root, part.Path));
        var entry = target.StartsWith(root, StringComparison.Ordinal) ? zip.GetEntry(part.Path) : null;
        if (entry is null || entry.Length != part.Bytes)
        {
            throw new Refusal(OperationsRefusals.BackupDamaged, part.Path);
        }

        DataFolder.Make(Path.GetDirectoryName(target)!);
        await using var source = await entry.OpenAsync(ct);
        await using var file = DataFolder.Write(target, FileMode.CreateNew);
        var (_, hash) = await CopyHashed(source, file, ct);
        Refusal.Unless(hash == part.Sha256, OperationsRefusals.BackupDamaged, part.Path);
        file.Flush(flushToDisk: true);
    }

    private static async Task<(long Bytes, string Sha256)> CopyHashed(Stream source, Stream target, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        long bytes = 0;
        for (int read; (read = await source.ReadAsync(buffer, ct)) > 0; bytes += read)
        {
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
