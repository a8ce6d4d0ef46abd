using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>
/// The form a gateway's merchant numbers have in its bills. A number of another form can never be met there: it is refused when it is
/// typed, with the form in words.
/// </summary>
internal static class GatewayNumbers
{
    private const int WechatMin = 8;
    private const int WechatMax = 10;
    private const int AlipayDigits = 16;
    private const string AlipayPrefix = "2088";

    /// <summary>
    /// The number as a bill of the gateway writes it, without blanks around it. WeChat: 8 to 10 digits (merchant and sub-merchant numbers);
    /// Alipay: the partner id, 16 digits that begin with 2088; the others say their own, up to 64 characters without blanks.
    /// </summary>
    /// <exception cref="Refusal">Empty, or of another form than this gateway's numbers.</exception>
    public static string Of(string provider, string? typed)
    {
        const string field = nameof(GatewayAccount.MerchantNo);
        var number = Text.Required(Text.Fold(typed ?? string.Empty), field, WechatRowReader.IdCharsMax);
        switch (provider)
        {
            case Gateways.Wechat when number.Length is < WechatMin or > WechatMax || !number.All(char.IsAsciiDigit):
                throw new Refusal(PaymentsRefusals.WechatNumberShape, WechatMin, WechatMax).On(field);
            case Gateways.Alipay
                when number.Length != AlipayDigits
                    || !number.All(char.IsAsciiDigit)
                    || !number.StartsWith(AlipayPrefix, StringComparison.Ordinal):
                throw new Refusal(PaymentsRefusals.AlipayNumberShape, AlipayDigits, AlipayPrefix).On(field);
            default:
                // A bill's cell with a blank in it is no number there either.
                return number.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter))
                    ? throw new Refusal(PaymentsRefusals.NumberShape).On(field)
                    : number;
        }
    }
}
