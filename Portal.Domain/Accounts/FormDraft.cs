using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Accounts;

/// <summary>A half-filled form of one person, kept on the server so that a lost connection or session loses nothing.</summary>
internal sealed class FormDraft : IVersioned
{
    public const int KeyMax = 80;
    public const int JsonMax = 32 * 1024;

    private FormDraft() { }

    internal FormDraft(long userId, string key) => (UserId, Key) = (userId, key);

    public long Id { get; private set; }
    public long UserId { get; private set; }

    /// <summary>Which form, e.g. <c>account-new:qinghe</c>.</summary>
    public string Key { get; private set; } = string.Empty;

    /// <summary>Whatever was typed so far: sealed, because people type what they should not.</summary>
    public string JsonSealed { get; private set; } = string.Empty;
    public DateTime SavedUtc { get; private set; }
    public int Version { get; private set; }

    internal static string Purpose(long userId) => FormattableString.Invariant($"draft:{userId}");

    internal void Save(string json, ISealText seal, DateTime nowUtc)
    {
        Refusal.Unless(json.Length <= JsonMax, AccountsRefusals.DraftTooLarge);
        (JsonSealed, SavedUtc) = (seal.SealText(json, Purpose(UserId)), nowUtc);
    }
}
