using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Data;

namespace Portal.Domain.Certification;

/// <summary>
/// Keeps documents and identity numbers encrypted (AES-256-GCM) under a key ring of its own in the data directory: key files with ids, the
/// newest encrypts, every one decrypts. An envelope names its key and is bound to the name it is kept under, so files cannot be swapped.
/// </summary>
public sealed class DocumentVault : ISealText
{
    private const int KeyBytes = 32;
    private const int KeyIdChars = 16;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private static readonly byte[] Magic = "PV1:"u8.ToArray();
    private readonly string _keys;
    private readonly string _files;
    private readonly Lock _gate = new();
    private Dictionary<string, byte[]> _ring = [];

    public DocumentVault(DatabaseSettings settings)
    {
        _keys = Path.Combine(settings.DataDirectory, "keys", "documents");
        _files = Path.Combine(settings.DataDirectory, "documents");
    }

    /// <summary>Encrypts and writes a document under a generated name, and returns that name.</summary>
    internal async Task<string> Keep(byte[] content, CancellationToken ct)
    {
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        Directory.CreateDirectory(Folder(name));
        var path = PathOf(name);
        await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(Seal(content, name), ct);
            file.Flush(flushToDisk: true);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return name;
    }

    internal async Task<byte[]> Read(string name, CancellationToken ct) => Open(await File.ReadAllBytesAsync(PathOf(name), ct), name);

    /// <summary>Forgets a document that no row names (its transaction did not commit).</summary>
    internal void Forget(string name) => File.Delete(PathOf(name));

    public string SealText(string text, string purpose) => Convert.ToBase64String(Seal(Encoding.UTF8.GetBytes(text), purpose));

    public string OpenText(string sealedText, string purpose) =>
        Encoding.UTF8.GetString(Open(Convert.FromBase64String(sealedText), purpose));

    /// <summary>Makes a new key, which encrypts from now on; what is already kept stays readable.</summary>
    internal string Rotate()
    {
        lock (_gate)
        {
            return MakeKey(NextOrdinal());
        }
    }

    private byte[] Seal(byte[] content, string purpose)
    {
        var (id, key) = Newest();
        var envelope = new byte[Magic.Length + KeyIdChars + NonceBytes + TagBytes + content.Length];
        Magic.CopyTo(envelope, 0);
        Encoding.ASCII.GetBytes(id, envelope.AsSpan(Magic.Length));
        var nonce = envelope.AsSpan(Magic.Length + KeyIdChars, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        var tag = envelope.AsSpan(Magic.Length + KeyIdChars + NonceBytes, TagBytes);
        var cipher = envelope.AsSpan(Magic.Length + KeyIdChars + NonceBytes + TagBytes);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, content, cipher, tag, Bound(id, purpose));
        return envelope;
    }

    private byte[] Open(byte[] envelope, string purpose)
    {
        if (envelope.Length < Magic.Length + KeyIdChars + NonceBytes + TagBytes || !envelope.AsSpan().StartsWith(Magic))
        {
            throw new CryptographicException("Not an envelope of this vault.");
        }

        var id = Encoding.ASCII.GetString(envelope, Magic.Length, KeyIdChars);
        var content = new byte[envelope.Length - Magic.Length - KeyIdChars - NonceBytes - TagBytes];
        using var aes = new AesGcm(KeyOf(id), TagBytes);
        aes.Decrypt(
            envelope.AsSpan(Magic.Length + KeyIdChars, NonceBytes),
            envelope.AsSpan(Magic.Length + KeyIdChars + NonceBytes + TagBytes),
            envelope.AsSpan(Magic.Length + KeyIdChars + NonceBytes, TagBytes),
            content,
            Bound(id, purpose)
        );
        return content;
    }

    private static byte[] Bound(string keyId, string purpose) => Encoding.UTF8.GetBytes($"{keyId}|{purpose}");

    private byte[] KeyOf(string id)
    {
        lock (_gate)
        {
            if (!_ring.ContainsKey(id))
            {
                LoadRing();
            }

            return _ring.TryGetValue(id, out var key) ? key : throw new CryptographicException($"Key {id} is not in the ring.");
        }
    }

    private (string Id, byte[] Key) Newest()
    {
        lock (_gate)
        {
            if (_ring.Count == 0)
            {
                LoadRing();
            }

            if (_ring.Count == 0)
            {
                MakeKey(1);
            }

            // Ids begin with a running number, so the greatest one is the newest.
            var id = _ring.Keys.Max(StringComparer.Ordinal)!;
            return (id, _ring[id]);
        }
    }

    private void LoadRing() =>
        _ring = Directory.Exists(_keys)
            ? Directory
                .EnumerateFiles(_keys, "*.key")
                .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => Convert.FromHexString(File.ReadAllText(path).Trim()))
            : [];

    private int NextOrdinal()
    {
        LoadRing();
        return _ring.Count + 1;
    }

    private string MakeKey(int ordinal)
    {
        Directory.CreateDirectory(_keys);
        var id = $"{ordinal:0000}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
        var made = Path.Combine(_keys, Path.GetRandomFileName());
        File.WriteAllText(made, Convert.ToHexString(RandomNumberGenerator.GetBytes(KeyBytes)));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(made, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(made, Path.Combine(_keys, $"{id}.key"));
        LoadRing();
        return id;
    }

    private string Folder(string name) => Path.Combine(_files, name[..2]);

    private string PathOf(string name) =>
        name.Length == 32 && name.All(char.IsAsciiHexDigitLower)
            ? Path.Combine(Folder(name), $"{name}.bin")
            : throw new CryptographicException("Not a name of this vault.");
}
