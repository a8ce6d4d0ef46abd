namespace Portal.Domain.Risk;

/// <summary>Which writing system a letter belongs to, as far as telling a look-alike host from an honest one needs it.</summary>
internal enum Script
{
    Common,
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Cherokee,
    Han,
    Kana,
    Hangul,
    Bopomofo,
    Other,
}

internal static class Scripts
{
    /// <summary>Cyrillic, Greek and Armenian letters drawn like a Latin one: a label made only of these reads as another name.</summary>
    private const string LatinLookAlikes = "асԁеһіјӏорԛѕԝхуѵҽүαικνορτυωϲϳհոսօցԍьгп";

    public static Script Of(int rune) =>
        rune switch
        {
            (>= '0' and <= '9') or '-' or '_' or '.' => Script.Common,
            >= 'A' and <= 'Z' or >= 'a' and <= 'z' => Script.Latin,
            >= 0xC0 and <= 0x24F or >= 0x1E00 and <= 0x1EFF => Script.Latin,
            >= 0x370 and <= 0x3FF or >= 0x1F00 and <= 0x1FFF => Script.Greek,
            >= 0x400 and <= 0x52F or >= 0x1C80 and <= 0x1C8F => Script.Cyrillic,
            >= 0x530 and <= 0x58F => Script.Armenian,
            >= 0x13A0 and <= 0x13FF or >= 0xAB70 and <= 0xABBF => Script.Cherokee,
            >= 0x3100 and <= 0x312F or >= 0x31A0 and <= 0x31BF => Script.Bopomofo,
            >= 0x3041 and <= 0x30FF or >= 0x31F0 and <= 0x31FF => Script.Kana,
            >= 0xAC00 and <= 0xD7A3 or >= 0x1100 and <= 0x11FF => Script.Hangul,
            0x3005 or 0x3007 => Script.Han,
            >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0x20000 and <= 0x323AF => Script.Han,
            _ => Script.Other,
        };

    /// <summary>The mixtures East Asian names really use (Latin with Han, kana, Hangul or bopomofo); anything else mixed is a disguise.</summary>
    public static bool MayMix(IReadOnlySet<Script> scripts) =>
        scripts.Count <= 1
        || scripts.IsSubsetOf(new HashSet<Script> { Script.Latin, Script.Han, Script.Kana })
        || scripts.IsSubsetOf(new HashSet<Script> { Script.Latin, Script.Han, Script.Hangul })
        || scripts.IsSubsetOf(new HashSet<Script> { Script.Latin, Script.Han, Script.Bopomofo });

    public static bool ReadsAsLatin(string label) =>
        label
            .EnumerateRunes()
            .All(rune => Of(rune.Value) == Script.Common || LatinLookAlikes.Contains(rune.ToString(), StringComparison.Ordinal));
}
