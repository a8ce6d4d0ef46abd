using System.Globalization;
using System.Text;
using Portal.Domain.Kernel;

namespace Portal.Domain.Accounts;

internal enum NameLevel
{
    Plain,

    /// <summary>Allowed, and pointed out to the reviewer.</summary>
    Watch,
    Refused,
}

/// <summary>What the rules think of a display name; <see cref="Code"/> is a refusal code, <see cref="Match"/> what it collides with.</summary>
internal sealed record NameVerdict(NameLevel Level, string? Code = null, string? Match = null, int Likeness = 0)
{
    internal static NameVerdict Plain { get; } = new(NameLevel.Plain);
}

/// <summary>
/// Display names: nothing invisible, nothing that reverses reading order, no badge of our own making, no word that only the platform may
/// use, and nothing that reads like a protected or a certified name.
/// </summary>
public static class NameRules
{
    public const int LengthMin = 2;
    public const int LengthMax = 30;

    /// <summary>From here on a name is reported as near to another one.</summary>
    public const int LikenessNear = 80;

    private static readonly string[] RoleWords =
    [
        "official",
        "customer service",
        "administrator",
        "moderator",
        "verified",
        "官方",
        "客服",
        "管理员",
        "已认证",
        "认证号",
        "系统通知",
        "系统消息",
        "系统管理",
        "系统服务",
    ];

    // Alone they claim to be the platform; inside a longer name they are ordinary words a reviewer looks at.
    private static readonly string[] RoleNames = ["系统", "平台", "admin", "system", "support", "portal", "审核", "service"];

    private static readonly string[] ProtectedNames =
    [
        "WeChat",
        "WeChat Pay",
        "微信",
        "微信支付",
        "Alipay",
        "支付宝",
        "UnionPay",
        "银联",
        "Tencent",
        "腾讯",
        "Alibaba",
        "阿里巴巴",
        "Taobao",
        "淘宝",
        "People's Bank of China",
        "中国人民银行",
        "中国银行",
        "中国工商银行",
        "中国农业银行",
        "中国建设银行",
        "招商银行",
        "新华社",
        "人民日报",
        "央视新闻",
    ];

    private static readonly string[] RoleWordSkeletons = [.. RoleWords.Select(ConfusableRules.Skeleton)];
    private static readonly string[] RoleNameSkeletons = [.. RoleNames.Select(ConfusableRules.Skeleton)];
    private static readonly string[] ProtectedSkeletons = [.. ProtectedNames.Select(ConfusableRules.Skeleton)];

    /// <summary>The name as it is kept (NFKC, single spaces); refuses what <see cref="Judge"/> refuses.</summary>
    public static string Parse(string? value)
    {
        // Judged before anything is cut away: what is invisible must be refused, not silently trimmed into another name.
        var raw = (value ?? string.Empty).Trim(' ');
        if (raw.Length == 0)
        {
            throw new Refusal(KernelRefusals.Required).On("Name");
        }

        var verdict = Judge(raw, []);
        if (verdict.Level == NameLevel.Refused)
        {
            throw new Refusal(verdict.Code!, verdict.Match ?? string.Empty).On("Name");
        }

        var name = Kernel.Text.Required(
            string.Join(' ', Text.Fold(raw).Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            "Name",
            LengthMax
        );
        return new StringInfo(name).LengthInTextElements < LengthMin
            ? throw new Refusal(AccountsRefusals.NameTooShort, LengthMin).On("Name")
            : name;
    }

    /// <summary>Judges a name against the rules and against the names already certified.</summary>
    internal static NameVerdict Judge(string name, IEnumerable<string> certified)
    {
        if (Invisible(name) is { } code)
        {
            return new NameVerdict(NameLevel.Refused, code);
        }

        if (name.EnumerateRunes().FirstOrDefault(IsBadge) is { Value: > 0 } badge)
        {
            return new NameVerdict(NameLevel.Refused, AccountsRefusals.NameBadge, badge.ToString());
        }

        var skeleton = ConfusableRules.Skeleton(name);
        if (skeleton.Length == 0)
        {
            return new NameVerdict(NameLevel.Refused, AccountsRefusals.NameBlank);
        }

        for (var i = 0; i < RoleWords.Length; i++)
        {
            if (skeleton.Contains(RoleWordSkeletons[i], StringComparison.Ordinal))
            {
                return new NameVerdict(NameLevel.Refused, AccountsRefusals.NameRoleWord, RoleWords[i]);
            }
        }

        for (var i = 0; i < RoleNames.Length; i++)
        {
            if (skeleton == RoleNameSkeletons[i])
            {
                return new NameVerdict(NameLevel.Refused, AccountsRefusals.NameRoleWord, RoleNames[i]);
            }
        }

        return Near(skeleton, certified)
            ?? (MixesScripts(name) ? new(NameLevel.Watch, AccountsRefusals.NameMixedScript) : NameVerdict.Plain);
    }

    /// <summary>The protected name that is in this one, or null.</summary>
    public static string? Protected(string name) => ProtectedIn(ConfusableRules.Skeleton(name));

    private static string? ProtectedIn(string skeleton)
    {
        for (var i = 0; i < ProtectedNames.Length; i++)
        {
            // Short Latin words sit inside honest ones; two Han characters are already a name.
            var whole = ProtectedSkeletons[i].Length >= 5 || char.IsBetween(ProtectedSkeletons[i][0], '\u4E00', '\u9FFF');
            if (whole ? skeleton.Contains(ProtectedSkeletons[i], StringComparison.Ordinal) : skeleton == ProtectedSkeletons[i])
            {
                return ProtectedNames[i];
            }
        }

        return null;
    }

    private static NameVerdict? Near(string skeleton, IEnumerable<string> certified)
    {
        if (Array.IndexOf(ProtectedSkeletons, skeleton) is >= 0 and var same)
        {
            return new NameVerdict(NameLevel.Refused, AccountsRefusals.NameProtected, ProtectedNames[same], 100);
        }

        if (ProtectedIn(skeleton) is { } inside)
        {
            return new NameVerdict(NameLevel.Watch, AccountsRefusals.NameProtected, inside, 90);
        }

        NameVerdict? nearest = null;
        foreach (var other in certified)
        {
            var likeness = ConfusableRules.Likeness(skeleton, ConfusableRules.Skeleton(other));
            if (likeness >= LikenessNear && likeness > (nearest?.Likeness ?? 0))
            {
                nearest = new NameVerdict(NameLevel.Watch, AccountsRefusals.NameNear, other, likeness);
            }
        }

        return nearest;
    }

    private static string? Invisible(string name)
    {
        if (!Kernel.Text.IsWellFormed(name) || name.AsSpan().IndexOfAny('\n', '\t') >= 0)
        {
            return KernelRefusals.TextNotWellFormed;
        }

        foreach (var rune in name.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (
                category
                    is UnicodeCategory.Format
                        or UnicodeCategory.Control
                        or UnicodeCategory.PrivateUse
                        or UnicodeCategory.OtherNotAssigned
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                || (category == UnicodeCategory.SpaceSeparator && rune.Value is not (' ' or 0x3000))
                || IsBlankLetter(rune.Value)
            )
            {
                return AccountsRefusals.NameInvisible;
            }
        }

        return null;
    }

    // Letters and marks that are drawn as nothing: Hangul fillers, Braille blank, variation selectors, Khmer inherent vowels, grapheme joiner.
    private static bool IsBlankLetter(int c) =>
        c
            is 0x115F
                or 0x1160
                or 0x3164
                or 0xFFA0
                or 0x2800
                or 0x17B4
                or 0x17B5
                or 0x034F
                or (>= 0x180B and <= 0x180F)
                or (>= 0xFE00 and <= 0xFE0F)
                or (>= 0xE0000 and <= 0xE0FFF);

    private static bool IsBadge(Rune rune) =>
        rune.Value
            is 0x2705
                or 0x2611
                or 0x2714
                or 0x2713
                or 0x1F5F8
                or 0x1F5F9
                or 0x1F197
                or 0x1F6E1
                or 0x1F4AF
                or 0x00AE
                or 0x2122
                or 0x24CB
                or 0x24E5
                or 0x1F145
                or 0x1F185
                or 0x2B50
                or 0x1F31F
                or 0x1F451
                or 0x1F3C5
                or 0x1F396;

    /// <summary>Some word mixes letters of scripts that are not written together (Latin with Cyrillic, Greek with Latin, …).</summary>
    public static bool MixesScripts(string name)
    {
        var seen = Scripts.None;
        foreach (var rune in name.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune))
            {
                seen = Rune.IsDigit(rune) ? seen : Scripts.None;
                continue;
            }

            seen |= ScriptOf(rune.Value);
            if (!IsWrittenTogether(seen))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWrittenTogether(Scripts seen) =>
        (seen & (seen - 1)) == Scripts.None
        || (seen & ~(Scripts.Latin | Scripts.Han | Scripts.Kana)) == Scripts.None
        || (seen & ~(Scripts.Latin | Scripts.Han | Scripts.Hangul)) == Scripts.None
        || (seen & ~(Scripts.Latin | Scripts.Han | Scripts.Bopomofo)) == Scripts.None;

    private static Scripts ScriptOf(int c) =>
        c switch
        {
            < 0x0250 or (>= 0x1E00 and <= 0x1EFF) or (>= 0xFF21 and <= 0xFF5A) => Scripts.Latin,
            (>= 0x0370 and <= 0x03FF) or (>= 0x1F00 and <= 0x1FFF) => Scripts.Greek,
            (>= 0x0400 and <= 0x052F) or (>= 0x2DE0 and <= 0x2DFF) or (>= 0xA640 and <= 0xA69F) => Scripts.Cyrillic,
            >= 0x0530 and <= 0x058F => Scripts.Armenian,
            >= 0x0590 and <= 0x05FF => Scripts.Hebrew,
            (>= 0x0600 and <= 0x06FF) or (>= 0x0750 and <= 0x077F) => Scripts.Arabic,
            >= 0x0900 and <= 0x097F => Scripts.Devanagari,
            >= 0x0E00 and <= 0x0E7F => Scripts.Thai,
            (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0xFF66 and <= 0xFF9D) => Scripts.Kana,
            >= 0x3100 and <= 0x312F => Scripts.Bopomofo,
            (>= 0xAC00 and <= 0xD7AF) or (>= 0x1100 and <= 0x11FF) or (>= 0x3130 and <= 0x318F) => Scripts.Hangul,
            (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF) or 0x3005 or 0x3007 => Scripts.Han,
            _ => Scripts.Other,
        };

    [Flags]
    private enum Scripts
    {
        None = 0,
        Latin = 1,
        Greek = 2,
        Cyrillic = 4,
        Armenian = 8,
        Hebrew = 16,
        Arabic = 32,
        Devanagari = 64,
        Thai = 128,
        Kana = 256,
        Bopomofo = 512,
        Hangul = 1024,
        Han = 2048,
        Other = 4096,
    }
}
