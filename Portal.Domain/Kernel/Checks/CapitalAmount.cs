using System.Text;

namespace Portal.Domain.Kernel;

/// <summary>
/// An amount of renminbi in capitals, as vouchers carry it so that it cannot be altered (银发〔1997〕393号). The rule leaves some places open;
/// this is one form: 整 only after 元, and 零 after 元 where its digit is zero and 角 follows.
/// </summary>
public static class CapitalAmount
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private static readonly string[] Places = ["", "拾", "佰", "仟"];
    private static readonly string[] Groups = ["", "万", "亿", "万亿", "亿亿"];

    public static string Of(Money amount)
    {
        if (amount.Currency != Currency.Cny)
        {
            throw new InvalidOperationException($"Only renminbi has this form, not {amount.Currency}.");
        }

        var minor = Int128.Abs(amount.MinorUnits);
        var (yuan, jiao, fen) = ((ulong)(minor / 100), (int)(minor / 10 % 10), (int)(minor % 10));
        var text = new StringBuilder("人民币").Append(amount.IsNegative ? "负" : "");
        if (yuan > 0 || minor == 0)
        {
            text.Append(yuan == 0 ? "零" : Whole(yuan)).Append('元');
        }

        if (jiao == 0 && fen == 0)
        {
            return text.Append('整').ToString();
        }

        if (yuan > 0 && (jiao == 0 || yuan % 10 == 0))
        {
            text.Append('零');
        }

        if (jiao > 0)
        {
            text.Append(Digits[jiao]).Append('角');
        }

        return fen > 0 ? text.Append(Digits[fen]).Append('分').ToString() : text.ToString();
    }

    private static string Whole(ulong number)
    {
        var groups = new List<int>();
        for (var rest = number; rest > 0; rest /= 10_000)
        {
            groups.Add((int)(rest % 10_000));
        }

        var text = new StringBuilder();
        var gap = false;
        for (var at = groups.Count - 1; at >= 0; at--)
        {
            var group = groups[at];
            if (group == 0)
            {
                gap = text.Length > 0;
                continue;
            }

            if (text.Length > 0 && (gap || group < 1_000))
            {
                text.Append('零');
            }

            text.Append(Four(group)).Append(Groups[at]);
            gap = false;
        }

        return text.ToString();
    }

    private static string Four(int group)
    {
        var text = new StringBuilder();
        var gap = false;
        for (var place = 3; place >= 0; place--)
        {
            var digit = group / (int)Math.Pow(10, place) % 10;
            if (digit == 0)
            {
                gap = text.Length > 0;
                continue;
            }

            text.Append(gap ? "零" : "").Append(Digits[digit]).Append(Places[place]);
            gap = false;
        }

        return text.ToString();
    }
}
