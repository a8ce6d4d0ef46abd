using System.Globalization;
using System.Text;

namespace Portal.Domain.Kernel;

/// <summary>
/// Folds a text to its skeleton: two texts a hurried reader could take for one another have the same skeleton. NFKC, case fold, accents
/// off, invisible characters off, look-alike letters to one representative.
/// </summary>
internal static class ConfusableRules
{
    // Each group: the representative, then what looks like it once upper and lower case are folded together.
    private static readonly string[] Groups =
    [
        "aаαɑᴀꭺ",
        "bЬьвßβʙᏼ",
        "cсϲᴄⅽ",
        "dԁⅾժᏧ",
        "eеєεҽ℮ᴇ",
        "fғƒꞙ",
        "gɡցԍɢ",
        "hһհнʜ",
        "jјϳʝ",
        "kкκĸᴋ",
        "l1iі|ıɩιІӏⅼl!¡ɪƖǀ∣ℓւ",
        "mмʍᴍⅿ",
        "nпηոɴи",
        "o0оοσօᴏ〇○◯øð",
        "pрρᴘ⍴",
        "qԛգʠ",
        "rгᴦʀɼ",
        "sѕꜱʂ5$",
        "tтτᴛ",
        "uυսцᴜʋ",
        "vνѵᴠⅴ",
        "wѡωшԝաᴡ",
        "xхχ×ⅹ",
        "yуγүʏ",
        "zᴢʐ",
    ];

    // Han look-alikes that are used to imitate names.
    private static readonly string[] HanGroups =
    [
        "清凊淸",
        "禾秂",
        "未末",
        "士土",
        "己已巳",
        "日曰",
        "人入",
        "口囗",
        "官宫",
        "方万",
        "微徽",
        "信伩",
        "付村",
        "宝寶寳",
        "支攴",
        "系係繫",
        "统統",
        "服腹",
        "客愘",
        "银銀",
        "行彳",
        "云雲",
        "阿啊",
        "里裏裡",
        "腾騰",
        "讯訊",
        "东東",
        "京亰",
    ];

    private static readonly Dictionary<char, char> Map = BuildMap();

    public static string Skeleton(string text)
    {
        var folded = Fold(text);
        var skeleton = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            if (char.IsLetterOrDigit(c) || Map.ContainsKey(c) || char.IsSurrogate(c))
            {
                skeleton.Append(Map.GetValueOrDefault(c, c));
            }
        }

        return skeleton.Replace("rn", "m").Replace("vv", "w").ToString();
    }

    /// <summary>NFKC, lower case, accents and marks off; separators stay.</summary>
    public static string Fold(string text)
    {
        var decomposed = Text.Folded(Text.Fold(text).ToLowerInvariant(), NormalizationForm.FormKD);
        var plain = new StringBuilder(decomposed.Length);
        foreach (var c in decomposed)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(c);
            if (category is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format))
            {
                plain.Append(c);
            }
        }

        return Text.Folded(plain.ToString(), NormalizationForm.FormC);
    }

    /// <summary>How alike two skeletons are, 0 to 100: one hundred less the share of characters to edit.</summary>
    public static int Likeness(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return a.Length == b.Length ? 100 : 0;
        }

        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        var longest = Math.Max(a.Length, b.Length);
        return 100 - (previous[b.Length] * 100 / longest);
    }

    private static Dictionary<char, char> BuildMap()
    {
        var map = new Dictionary<char, char>();
        foreach (var group in Groups.Concat(HanGroups))
        {
            foreach (var c in group)
            {
                map[char.ToLowerInvariant(c)] = group[0];
                map[c] = group[0];
            }
        }

        return map;
    }
}
