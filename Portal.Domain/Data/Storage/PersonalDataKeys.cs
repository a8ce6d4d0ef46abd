using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>Keys given by the operator instead of key files: each <c>id:64 hex digits</c> (section <c>PersonalData</c>).</summary>
public sealed class PersonalDataSettings
{
    public const string Section = "PersonalData";

    public List<string> Keys { get; set; } = [];
}

/// <summary>
/// The key ring of personal data, apart from session keys and outside the database: files of the data directory with mode 600, or a setting
/// where several servers share it. AES-256-GCM; the newest key encrypts, every key decrypts. An envelope names its key and is bound to what
/// it is kept under, so that two cannot be swapped.
/// </summary>
public sealed class PersonalDataKeys(DatabaseSettings settings, PersonalDataSettings? given = null) : ISealText
{
    private const int KeyBytes = 32;
    private const int KeyIdChars = 16;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private static readonly byte[] Magic = "PV1:"u8.ToArray();

    /// <summary>How many bytes at the start of an envelope say which key opens it.</summary>
    internal static readonly int HeadBytes = Magic.Length + KeyIdChars;

    /// <summary>How many characters at the start of a sealed text tell two keys apart (ids begin with a running number).</summary>
    internal const int HeadChars = 24;

    private readonly string _folder = Path.Combine(settings.DataDirectory, "keys", "personal");
    private readonly Lock _lock = new();
    private Dictionary<string, byte[]> _ring = [];
    private Dictionary<string, byte[]> _retired = [];

    private string RetiredFolder => Path.Combine(_folder, "retired");

    /// <summary>The keys are a setting: files are neither read nor made.</summary>
    internal bool IsSetting => given is { Keys.Count: > 0 };

    /// <summary>The key that encrypts now; the first is made when there is none.</summary>
    internal string NewestId => Newest().Id;

    /// <summary>The keys in use, oldest first. Retired ones still open what a backup brings back, but <c>verify</c> complains of them.</summary>
    internal IReadOnlyList<string> Ids
    {
        get
        {
            lock (_lock)
            {
                Load();
                return [.. _ring.Keys.Order(StringComparer.Ordinal)];
            }
        }
    }

    public string SealText(string text, string purpose) => Convert.ToBase64String(Seal(Encoding.UTF8.GetBytes(text), purpose));

    public string OpenText(string sealedText, string purpose) =>
        Encoding.UTF8.GetString(Open(Convert.FromBase64String(sealedText), purpose));

    internal byte[] Seal(byte[] content, string purpose)
    {
        var (id, key) = Newest();
        var envelope = new byte[HeadBytes + NonceBytes + TagBytes + content.Length];
        HeadOf(id).CopyTo(envelope, 0);
        var nonce = envelope.AsSpan(HeadBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        var tag = envelope.AsSpan(HeadBytes + NonceBytes, TagBytes);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, content, envelope.AsSpan(HeadBytes + NonceBytes + TagBytes), tag, Bound(id, purpose));
        return envelope;
    }

    internal byte[] Open(byte[] envelope, string purpose)
    {
        if (envelope.Length < HeadBytes + NonceBytes + TagBytes || KeyIdOf(envelope) is not { } id)
        {
            throw new CryptographicException("Not an envelope of this ring.");
        }

        var content = new byte[envelope.Length - HeadBytes - NonceBytes - TagBytes];
        using var aes = new AesGcm(KeyOf(id), TagBytes);
        aes.Decrypt(
            envelope.AsSpan(HeadBytes, NonceBytes),
            envelope.AsSpan(HeadBytes + NonceBytes + TagBytes),
            envelope.AsSpan(HeadBytes + NonceBytes, TagBytes),
            content,
            Bound(id, purpose)
        );
        return content;
    }

    /// <summary>Which key opens an envelope, from its first <see cref="HeadBytes"/>; null when it is none of ours.</summary>
    internal static string? KeyIdOf(ReadOnlySpan<byte> envelope) =>
        envelope.Length >= HeadBytes && envelope.StartsWith(Magic) ? Encoding.ASCII.GetString(envelope[Magic.Length..HeadBytes]) : null;

    /// <summary>The first <see cref="HeadChars"/> characters of every text sealed with this key.</summary>
    internal static string HeadTextOf(string id) => Convert.ToBase64String(HeadOf(id))[..HeadChars];

    /// <summary>Makes a new key file, which encrypts from now on; what is already kept stays readable.</summary>
    internal string Rotate()
    {
        Refusal.Unless(!IsSetting, DataRefusals.KeysAreSetting);
        lock (_lock)
        {
            Load();
            return MakeKey();
        }
    }

    /// <summary>Puts a key aside: it is not of the ring any more. The file stays for old backups until the operator deletes it.</summary>
    internal void Retire(string id)
    {
        Refusal.Unless(!IsSetting, DataRefusals.KeysAreSetting);
        lock (_lock)
        {
            DataFolder.Make(RetiredFolder);
            File.Move(Path.Combine(_folder, $"{id}.key"), Path.Combine(RetiredFolder, $"{id}.key"));
            Load();
        }
    }

    /// <summary>A fresh key in the form of the setting.</summary>
    internal string NewSetting() => $"{NextId()}:{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes))}";

    /// <summary>Whether a line has the form of the setting: 16 hex digits of id, beginning with a running number, a colon, 64 hex digits of key.</summary>
    public static bool IsKey(string line) =>
        line.Split(':') is [{ Length: KeyIdChars } id, { Length: KeyBytes * 2 } key]
        && id.All(char.IsAsciiHexDigitLower)
        && key.All(char.IsAsciiHexDigit);

    private static byte[] HeadOf(string id) => [.. Magic, .. Encoding.ASCII.GetBytes(id)];

    private static byte[] Bound(string keyId, string purpose) => Encoding.UTF8.GetBytes($"{keyId}|{purpose}");

    private byte[] KeyOf(string id)
    {
        lock (_lock)
        {
            if (!_ring.ContainsKey(id))
            {
                Load();
            }

            return _ring.TryGetValue(id, out var key) || _retired.TryGetValue(id, out key)
                ? key
                : throw new CryptographicException($"Key {id} is not in the ring.");
        }
    }

    // Looked up on every use: another process of this site may have made a newer one.
    private (string Id, byte[] Key) Newest()
    {
        lock (_lock)
        {
            Load();
            if (_ring.Count == 0)
            {
                MakeKey();
            }

            var id = _ring.Keys.Max(StringComparer.Ordinal)!;
            return (id, _ring[id]);
        }
    }

    private void Load()
    {
        _ring = IsSetting
            ? given!.Keys.Select(line => line.Split(':')).ToDictionary(parts => parts[0], parts => Convert.FromHexString(parts[1]))
            : Files(_folder);
        _retired = IsSetting ? [] : Files(RetiredFolder);
    }

    private static Dictionary<string, byte[]> Files(string folder) =>
        Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, "*.key")
                .ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => Convert.FromHexString(File.ReadAllText(path).Trim()))
            : [];

    private string NextId()
    {
        var last = _ring.Keys.Concat(_retired.Keys).Max(StringComparer.Ordinal);
        var ordinal = last is null ? 1 : int.Parse(last[..4], System.Globalization.CultureInfo.InvariantCulture) + 1;
        return $"{ordinal:0000}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
    }

    private string MakeKey()
    {
        DataFolder.Make(_folder);
        var id = NextId();
        var made = Path.Combine(_folder, Path.GetRandomFileName());
        DataFolder.WriteText(made, Convert.ToHexString(RandomNumberGenerator.GetBytes(KeyBytes)));
        File.Move(made, Path.Combine(_folder, $"{id}.key"));
        Load();
        return id;
    }
}
