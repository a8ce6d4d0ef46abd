using System.Text;
using System.Text.RegularExpressions;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>Recognises files by their first text: which format they are, or what people upload by mistake, so that the refusal can help.</summary>
internal static partial class BillSniffer
{
    /// <summary>Null when the file may be a trade bill of WeChat Pay.</summary>
    public static BillProblem? NotABill(FileFacts facts) =>
        NotText(facts)
        ?? StripeActivity(facts)
        ?? Guess(HeadOf(facts)) switch
        {
            BillFormats.AlipayTrade or BillFormats.AlipayDetail => Problem(PaymentsRefusals.BillAlipay),
            BillFormats.WechatFund => Problem(PaymentsRefusals.BillFundFlow),
            BillFormats.StripePayout => Problem(PaymentsRefusals.BillOtherFormat, BillFormats.StripePayout),
            _ => null,
        };

    /// <summary>Null when the file may be a bill of this format.</summary>
    public static BillProblem? NotABill(FileFacts facts, string format) =>
        NotText(facts)
        ?? StripeActivity(facts)
        ?? (
            Guess(HeadOf(facts)) is { } guess && guess != format && format != BillFormats.Mapped
                ? Problem(PaymentsRefusals.BillOtherFormat, guess)
                : null
        );

    /// <summary>Stripe's list of all activity (or of payments): its rows do not say which payout they were paid with.</summary>
    public static BillProblem? StripeActivity(FileFacts facts)
    {
        var names = HeadOf(facts).Split('\n')[0].Split(',').Select(BillTable.Plain).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
            names.Contains("id") && names.Contains("Created (UTC)") && names.Overlaps(["Available On (UTC)", "Source", "Amount Refunded"])
            ? Problem(PaymentsRefusals.BillStripeActivity)
            : null;
    }

    /// <summary>What is no table of text at all, or is a personal export.</summary>
    public static BillProblem? NotText(FileFacts facts)
    {
        if (facts.Bytes == 0)
        {
            return Problem(PaymentsRefusals.BillEmpty);
        }

        if (IsZip(facts.Head) || facts.Head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return Problem(PaymentsRefusals.BillArchive);
        }

        if (facts.Encoding is null || facts.Head.AsSpan().Contains((byte)0))
        {
            return Problem(PaymentsRefusals.BillEncoding);
        }

        var head = HeadOf(facts);
        return head.Length == 0 ? Problem(PaymentsRefusals.BillEmpty)
            : head.StartsWith("<xml", StringComparison.OrdinalIgnoreCase) || head.StartsWith('{') ? ProviderError(head)
            : head.StartsWith('<') ? Problem(PaymentsRefusals.BillHtml)
            : IsPersonal(head) ? Problem(PaymentsRefusals.BillPersonal)
            : null;
    }

    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8);

    /// <summary>The format a text looks like, or null.</summary>
    public static string? Guess(string head)
    {
        var end = head.IndexOf('\n', StringComparison.Ordinal);
        var first = end < 0 ? head : head[..end];
        return first.Contains("支付宝账务", StringComparison.Ordinal) ? BillFormats.AlipayDetail
            : first.Contains("支付宝", StringComparison.Ordinal) ? BillFormats.AlipayTrade
            : first.Contains("资金流水单号", StringComparison.Ordinal) || first.StartsWith("记账时间", StringComparison.Ordinal)
                ? BillFormats.WechatFund
            : first.Contains("微信订单号", StringComparison.Ordinal) ? BillFormats.WechatTrade
            : first.Contains("balance_transaction_id", StringComparison.Ordinal) ? BillFormats.StripePayout
            : null;
    }

    /// <summary>The first text of a file, without what may stand before it.</summary>
    public static string HeadOf(FileFacts facts)
    {
        if (facts.Encoding is null)
        {
            return string.Empty;
        }

        // The head may end inside a character: the last ones are not looked at.
        var lenient = Encoding.GetEncoding(facts.Encoding.CodePage);
        return lenient.GetString(facts.Head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
    }

    private static bool IsPersonal(string head) =>
        head.Contains("微信支付账单明细", StringComparison.Ordinal)
        || head.Contains("电子客户回单", StringComparison.Ordinal)
        || head.Contains("支付宝交易记录明细", StringComparison.Ordinal)
        || head.Contains("支付宝账户：", StringComparison.Ordinal);

    private static BillProblem ProviderError(string head)
    {
        var code = ErrorCode().Match(head);
        var message = ErrorMessage().Match(head);
        return new BillProblem(
            1,
            null,
            null,
            PaymentsRefusals.BillProviderError,
            [code.Success ? code.Groups[1].Value : "?", message.Success ? message.Groups[1].Value : "?"]
        );
    }

    internal static BillProblem Problem(string code, params object[] args) => new(1, null, null, code, args);

    [GeneratedRegex(
        """(?:<(?:error_code|err_code)>(?:<!\[CDATA\[)?|"code"\s*:\s*")([^\]<"]{1,64})""",
        RegexOptions.None,
        PatternTime.Milliseconds
    )]
    private static partial Regex ErrorCode();

    [GeneratedRegex("""(?:<return_msg>(?:<!\[CDATA\[)?|"message"\s*:\s*")([^\]<"]{1,200})""", RegexOptions.None, PatternTime.Milliseconds)]
    private static partial Regex ErrorMessage();
}
