using System.Text.RegularExpressions;
using Portal.Domain.Kernel;

namespace Portal.Domain.Accounts;

/// <summary>
/// Names that read like a government's or another body that acts for the public. A company that carries one is looked at first; the list
/// errs on the side of looking.
/// </summary>
internal static partial class PublicBodyRules
{
    private static readonly string[] Words =
    [
        "政府",
        "国务院",
        "公安",
        "警察",
        "派出所",
        "检察院",
        "法院",
        "税务",
        "海关",
        "市场监督管理",
        "行政管理",
        "行政审批",
        "政务",
        "人民银行",
        "金融监督管理",
        "证监会",
        "外汇管理",
        "发展和改革",
        "发改委",
        "人民代表大会",
        "人大常委会",
        "政协",
        "党委",
        "纪委",
        "监察委",
        "社会保障",
        "社保局",
        "医疗保障",
        "医保局",
        "公积金",
        "街道办事处",
        "居民委员会",
        "村民委员会",
        "居委会",
        "村委会",
        "消费者协会",
        "红十字会",
        "大使馆",
        "领事馆",
        "government",
        "ministry of",
        "department of",
        "bureau of",
        "municipal",
        "police",
        "public security",
        "tax administration",
        "tax bureau",
        "people's court",
        "state council",
        "central bank",
        "embassy",
        "consulate",
    ];

    private static readonly (string Word, string Skeleton)[] Known = [.. Words.Select(word => (word, ConfusableRules.Skeleton(word)))];

    /// <summary>What in the name reads like a public or a protected body, or null.</summary>
    public static string? Match(string name)
    {
        var skeleton = ConfusableRules.Skeleton(name);
        if (Array.Find(Known, known => skeleton.Contains(known.Skeleton, StringComparison.Ordinal)).Word is { } word)
        {
            return word;
        }

        var body = Office().Match(ConfusableRules.Fold(name));
        return body.Success ? body.Value : NameRules.Protected(name);
    }

    // A place and then an office: 广州市教育局. What people eat, play and post ends alike and is let through.
    [GeneratedRegex(
        @"(国家|中央|全国|[省市县区州])[^\s]{0,10}(?<![饭棋牌茶布格结邮])(局|厅|署|委员会|办公室)(服务中心|办事处|分局)?$",
        RegexOptions.None,
        PatternTime.Milliseconds
    )]
    private static partial Regex Office();
}
