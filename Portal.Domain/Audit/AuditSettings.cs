namespace Portal.Domain.Audit;

/// <summary>How the trail is signed, anchored and kept (section <c>Audit</c>, docs/operating/settings.md).</summary>
public sealed class AuditSettings
{
    public const string Section = "Audit";
    public const int KeyBytes = 32;

    /// <summary>32 bytes in hex, the same on every server of a site; empty: <c>keys/audit.key</c> of the data directory.</summary>
    public string Key { get; set; } = string.Empty;

    /// <summary>Where anchors are appended; empty: <c>anchors/</c> of the data directory. Best a place that the site cannot rewrite.</summary>
    public string AnchorFolder { get; set; } = string.Empty;

    /// <summary>After how many years the oldest records are deleted; 0 keeps them all.</summary>
    public int KeepYears { get; set; }

    internal static byte[] KeyOf(string hex)
    {
        var key = hex.Trim() is { Length: KeyBytes * 2 } text && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : [];
        return key.Length == KeyBytes
            ? key
            : throw new InvalidOperationException($"The setting Audit:Key must be {KeyBytes * 2} hex digits ({KeyBytes} bytes).");
    }
}
