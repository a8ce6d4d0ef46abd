using Portal.Components.Payments;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Fees;

/// <summary>What the parts of a fee rule are called.</summary>
public static class FeeWords
{
    public static string Policy(RefundPolicy policy) =>
        policy switch
        {
            RefundPolicy.OnRemaining => FeesTexts.Policy_OnRemaining,
            RefundPolicy.Proportional => FeesTexts.Policy_Proportional,
            RefundPolicy.None => FeesTexts.Policy_None,
        };

    public static string Channel(Channel? channel) => channel is { } named ? PayWords.Channel(named) : FeesTexts.AnyChannel;

    public static string Target(FeeRuleRow row) => row.MerchantName ?? FeesTexts.Everybody;

    /// <summary>The rule a site is installed with has no day of its own.</summary>
    public static string From(FeeRuleRow row, TimeZoneInfo zone) =>
        row.FromUtc == DateTime.UnixEpoch ? FeesTexts.FromStart : Fmt.Instant(row.FromUtc, zone);

    public static string Until(FeeRuleRow row, TimeZoneInfo zone) => row.ToUtc is { } to ? Fmt.Instant(to, zone) : FeesTexts.Open;

    public static string Money(long? minor, string currency) =>
        minor is { } amount and not 0 ? Fmt.Money(new Money(amount, Currency.Of(currency))) : Fmt.None;
}
