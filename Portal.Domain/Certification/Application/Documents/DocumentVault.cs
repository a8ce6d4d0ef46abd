using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Certification;

/// <summary>
/// Keeps documents encrypted in the data directory under generated names, with the key ring of personal data. A file is bound to its name, so
/// two cannot be swapped.
/// </summary>
internal sealed class DocumentVault(DatabaseSettings settings, PersonalDataKeys keys) : ISealText, ISealedStore
{
    internal const string IdentityNumber = "identity-number";
    internal const string OperatorMobile = "operator-mobile";
    internal const string FileName = "file-name";
    internal const string Reading = "reading";
    private readonly string _files = Path.Combine(settings.DataDirectory, "documents");

    string ISealedStore.Name => "documents";

    /// <summary>Encrypts and writes a document under a generated name, and returns that name.</summary>
    internal async Task<string> Keep(byte[] content, CancellationToken ct)
    {
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        DataFolder.Make(Folder(name));
        await Write(PathOf(name), keys.Seal(content, name), ct);
        return name;
    }

    internal async Task<byte[]> Read(string name, CancellationToken ct) => keys.Open(await File.ReadAllBytesAsync(PathOf(name), ct), name);

    /// <summary>Deletes a document's file; one that is gone already is fine.</summary>
    internal void Forget(string name)
    {
        if (File.Exists(PathOf(name)))
        {
            File.Delete(PathOf(name));
        }
    }

    public string SealText(string text, string purpose) => keys.SealText(text, purpose);

    public string OpenText(string sealedText, string purpose) => keys.OpenText(sealedText, purpose);

    async Task<int> ISealedStore.Reseal(PortalDb db, PersonalDataKeys ring, int take, CancellationToken ct)
    {
        var newest = ring.NewestId;
        var done = 0;
        foreach (var path in Files().Where(path => KeyIdOf(path) != newest).Take(take))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            // Written beside it and moved over it: a kill leaves the old file or the new one, each whole.
            var part = path + ".part";
            File.Delete(part);
            await Write(part, ring.Seal(await Read(name, ct), name), ct);
            File.Move(part, path, overwrite: true);
            done++;
        }

        return done;
    }

    async Task<SealedCount> ISealedStore.Count(PortalDb db, PersonalDataKeys ring, CancellationToken ct)
    {
        var ids = ring.Ids;
        var all = 0L;
        var bad = 0L;
        foreach (var path in Files())
        {
            all++;
            bad += KeyIdOf(path) is { } id && ids.Contains(id) ? 0 : 1;
        }

        await foreach (var name in db.CaseDocuments.Select(row => row.StoredName).AsAsyncEnumerable().WithCancellation(ct))
        {
            bad += File.Exists(PathOf(name)) ? 0 : 1;
        }

        return new SealedCount(all, bad);
    }

    private static async Task Write(string path, byte[] content, CancellationToken ct)
    {
        await using var file = DataFolder.Write(path, FileMode.CreateNew, FileShare.None);
        await file.WriteAsync(content, ct);
        file.Flush(flushToDisk: true);
    }

    private static string? KeyIdOf(string path)
    {
        var head = new byte[PersonalDataKeys.HeadBytes];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length ? PersonalDataKeys.KeyIdOf(head) : null;
    }

    private IEnumerable<string> Files() =>
        Directory.Exists(_files)
            ? Directory.EnumerateFiles(_files, "*.bin", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList()
            : [];

    private string Folder(string name) => Path.Combine(_files, name[..2]);

    private string PathOf(string name) =>
        name.Length == 32 && name.All(char.IsAsciiHexDigitLower)
            ? Path.Combine(Folder(name), $"{name}.bin")
            : throw new CryptographicException("Not a name of this vault.");
}
