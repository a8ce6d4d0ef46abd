namespace Portal.Domain.Identity;

/// <summary>A code on paper for the day the phone is lost: kept as a hash, used once.</summary>
internal sealed class RecoveryCode
{
    public const int SetSize = 10;

    // Without letters that look like digits; 16 of 32 are 80 bits, so a plain hash cannot be searched.
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int Chars = 16;

    private RecoveryCode() { }

    public long Id { get; private set; }
    public long UserId { get; private set; }
    public byte[] Hash { get; private set; } = [];
    public DateTime MadeUtc { get; private set; }
    public DateTime? UsedUtc { get; private set; }

    internal static (RecoveryCode Row, string Code) Make(long userId, DateTime nowUtc)
    {
        var code = OneTimeCode.New(Letters, Chars);
        return (
            new RecoveryCode
            {
                UserId = userId,
                Hash = OneTimeCode.Hash(code),
                MadeUtc = nowUtc,
            },
            code
        );
    }

    internal static bool LooksLikeOne(string typed) => OneTimeCode.Plain(typed).Length == Chars;
}
