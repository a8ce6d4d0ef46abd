using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Domain.Payments;

/// <summary>Recognises what people upload instead of a merchant's trade bill, so that the refusal can say which export to use.</summary>
internal static partial class BillSniffer
{
    /// <summary>Null when the file may be a trade bill.</summary>
    public static BillProblem? NotABill(FileFacts facts)
    {
        if (facts.Bytes == 0)
        {
            return Problem(PaymentsRefusals.BillEmpty);
        }

        if (facts.Head.AsSpan().StartsWith("PK\u0003\u0004"u8) || facts.Head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return Problem(PaymentsRefusals.BillArchive);
        }

        if (facts.Encoding is null || facts.Head.AsSpan().Contains((byte)0))
        {
            return Problem(PaymentsRefusals.BillEncoding);
        }

        // The head may end inside a character: the last ones are not looked at.
        var lenient = Encoding.GetEncoding(facts.Encoding.CodePage);
        var head = lenient.GetString(facts.Head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return head.Length == 0 ? Problem(PaymentsRefusals.BillEmpty)
            : head.StartsWith("<xml", StringComparison.OrdinalIgnoreCase) || head.StartsWith('{') ? ProviderError(head)
            : head.StartsWith('<') ? Problem(PaymentsRefusals.BillHtml)
            : head.Contains("微信支付账单明细", StringComparison.Ordinal) || head.Contains("电子客户回单", StringComparison.Ordinal)
                ? Problem(PaymentsRefusals.BillPersonal)
            : head.Contains("支付宝", StringComparison.Ordinal) ? Problem(PaymentsRefusals.BillAlipay)
            : head.StartsWith("记账时间", StringComparison.Ordinal) ? Problem(PaymentsRefusals.BillFundFlow)
            : null;
    }

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

    private static BillProblem Problem(string code) => new(1, null, null, code, []);

    [GeneratedRegex("""(?:<(?:error_code|err_code)>(?:<!\[CDATA\[)?|"code"\s*:\s*")([^\]<"]{1,64})""")]
    private static partial Regex ErrorCode();

    [GeneratedRegex("""(?:<return_msg>(?:<!\[CDATA\[)?|"message"\s*:\s*")([^\]<"]{1,200})""")]
    private static partial Regex ErrorMessage();
}
