using System.Globalization;
using Portal.Domain.Kernel;

namespace Portal.Domain.Accounts;

/// <summary>A handle is what people type to find an account: a-z, 0-9 and single underscores between them, 4 to 30 characters.</summary>
internal static class HandleRules
{
    public const int LengthMin = 4;
    public const int LengthMax = 30;

    private static readonly HashSet<string> Reserved = new(
        [
            "admin",
            "administrator",
            "root",
            "system",
            "official",
            "support",
            "service",
            "customer_service",
            "help",
            "security",
            "portal",
            "wallet",
            "payment",
            "payments",
            "finance",
            "review",
            "reviewer",
            "moderator",
            "audit",
            "auditor",
            "staff",
            "team",
            "login",
            "signin",
            "sign_in",
            "signup",
            "register",
            "account",
            "accounts",
            "settings",
            "discover",
            "follow",
            "message",
            "messages",
            "null",
            "undefined",
            "anonymous",
            "everyone",
            "wechat",
            "weixin",
            "alipay",
            "unionpay",
            "kefu",
            "guanfang",
            "xitong",
        ],
        StringComparer.Ordinal
    );

    private static readonly HashSet<string> ReservedSkeletons = [.. Reserved.Select(ConfusableRules.Skeleton)];

    /// <summary>The handle as it is kept. Full-width and capital letters are folded; anything that is not a-z, 0-9 or _ is refused.</summary>
    public static string Parse(string? value)
    {
        var handle = (value ?? string.Empty).Trim().TrimStart('@');
        if (handle.Length == 0)
        {
            throw new Refusal(KernelRefusals.Required).On("Handle");
        }

        if (!Kernel.Text.IsWellFormed(handle))
        {
            throw new Refusal(KernelRefusals.TextNotWellFormed).On("Handle");
        }

        handle = Text.Fold(handle).ToLower(CultureInfo.InvariantCulture);
        var strange = handle.FirstOrDefault(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '_');
        if (strange != default)
        {
            throw new Refusal(AccountsRefusals.HandleCharacter, strange.ToString()).On("Handle");
        }

        if (handle.Length is < LengthMin or > LengthMax)
        {
            throw new Refusal(AccountsRefusals.HandleLength, LengthMin, LengthMax, handle.Length).On("Handle");
        }

        if (!char.IsAsciiLetterLower(handle[0]) || handle[^1] == '_' || handle.Contains("__", StringComparison.Ordinal))
        {
            throw new Refusal(AccountsRefusals.HandleShape).On("Handle");
        }

        return IsReserved(handle) ? throw new Refusal(AccountsRefusals.HandleReserved, handle).On("Handle") : handle;
    }

    /// <summary>Two handles with one key cannot both exist: 0 and o, 1 and l and i, rn and m, vv and w are one; underscores do not count.</summary>
    public static string Key(string handle) => ConfusableRules.Skeleton(handle);

    private static bool IsReserved(string handle) =>
        Reserved.Contains(handle)
        || ReservedSkeletons.Contains(Key(handle))
        || handle.Contains("official", StringComparison.Ordinal)
        || handle.StartsWith("portal_", StringComparison.Ordinal)
        || handle.StartsWith("admin_", StringComparison.Ordinal)
        || handle.EndsWith("_admin", StringComparison.Ordinal)
        || handle.EndsWith("_support", StringComparison.Ordinal);
}
