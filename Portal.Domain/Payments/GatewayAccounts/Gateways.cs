using Microsoft.EntityFrameworkCore;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

public static class Gateways
{
    public const string Wechat = "wechat";
    public const string Alipay = "alipay";
    public const string Stripe = "stripe";

    /// <summary>Gateways whose bills come in by a mapping of columns.</summary>
    public const string UnionPay = "unionpay";
    public const string Other = "other";

    public static IReadOnlyList<string> All { get; } = [Wechat, Alipay, Stripe, UnionPay, Other];

    public static string Known(string provider) =>
        All.Contains(provider) ? provider : throw new Refusal(PaymentsRefusals.ProviderUnknown, provider, string.Join(", ", All));
}
