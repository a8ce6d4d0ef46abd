namespace Portal.Domain.Identity;

/// <summary>The one-time code of a site without an administrator: one row, kept as a hash, closed by its use.</summary>
internal sealed class SetupCode
{
    public const int TheOnlyOne = 1;
    public const int TriesMax = 10;
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int Chars = 16;

    private SetupCode() { }

    public int Id { get; private set; }
    public byte[] Hash { get; private set; } = [];
    public int Tries { get; private set; }
    public DateTime MadeUtc { get; private set; }
    public DateTime? UsedUtc { get; private set; }

    internal static SetupCode New() => new() { Id = TheOnlyOne };

    /// <summary>A new code in place of whatever was here; the text is shown once, in the log.</summary>
    internal string Renew(DateTime nowUtc)
    {
        var code = OneTimeCode.New(Letters, Chars);
        (Hash, Tries, MadeUtc, UsedUtc) = (OneTimeCode.Hash(code), 0, nowUtc, null);
        return code;
    }
}
