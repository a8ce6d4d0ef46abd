using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>Every format there is.</summary>
public static class BillFormats
{
    /// <summary>Take the format the file looks like.</summary>
    public const string Any = "auto";

    public const string WechatTrade = "wechat-trade";
    public const string WechatFund = "wechat-fund";
    public const string AlipayTrade = "alipay-trade";
    public const string AlipayDetail = "alipay-detail";
    public const string StripePayout = "stripe-payout";
    public const string Mapped = "mapped";

    private static readonly IBillFormat[] Known =
    [
        new WechatTradeFormat(),
        new WechatFundFormat(),
        new AlipayTradeFormat(),
        new AlipayDetailFormat(),
        new StripePayoutFormat(),
        new MappedFormat(),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(format => format.Name)];

    /// <summary>The format a file looks like, also inside an archive; null when it looks like none.</summary>
    internal static string? GuessOf(Stream stream, FileFacts facts)
    {
        if (!BillSniffer.IsZip(facts.Head))
        {
            return BillSniffer.Guess(BillSniffer.HeadOf(facts));
        }

        // What is wrong with an archive is told by the format that reads it.
        using var archive = AlipayArchive.Open(stream, facts, new BillProblems());
        var guesses = archive?.Members.Select(member => BillSniffer.Guess(member.FirstLine)).OfType<string>().ToList() ?? [];
        return guesses.Count > 0 ? guesses[0] : AlipayTrade;
    }

    /// <exception cref="Refusal">There is no such format.</exception>
    internal static IBillFormat Of(string name) =>
        Known.FirstOrDefault(format => format.Name == name)
        ?? throw new Refusal(PaymentsRefusals.FormatUnknown, name, string.Join(", ", Names));
}
