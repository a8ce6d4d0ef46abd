using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>What has to be known beside the file to read it. It is kept with the bill: posting reads the same way as the import did.</summary>
public sealed record BillOptions
{
    public static BillOptions None { get; } = new();

    /// <summary>The account at the gateway, where the file does not say it (fund bills of WeChat Pay).</summary>
    public string? MerchantNo { get; init; }

    /// <summary>IANA zone of times that carry none and are not UTC.</summary>
    public string? Zone { get; init; }

    /// <summary>Alipay accounts whose bills write a charge positive, where the bill itself does not tell.</summary>
    public string? PositiveFees { get; init; }

    public BillMap? Map { get; init; }
}

/// <summary>A kind of file: how it is read, and whose it is. Import, posting and comparison go by the bill's stored format.</summary>
public interface IBillFormat
{
    string Name { get; }

    string ProviderOf(BillOptions options);

    /// <summary>Reads the whole file; good rows go to the callbacks as they pass. Every problem is collected with its place.</summary>
    BillReading Read(
        Stream stream,
        FileFacts facts,
        BillOptions options,
        Action<BillRow>? onRow = null,
        Action<MovementRow>? onMovement = null
    );

    /// <summary>Payments and refunds of a file that has been read without problems before, one by one.</summary>
    IEnumerable<BillRow> Rows(Stream stream, FileFacts facts, BillOptions options);

    /// <summary>Movements of a file that has been read without problems before, one by one.</summary>
    IEnumerable<MovementRow> Movements(Stream stream, FileFacts facts, BillOptions options);
}

/// <summary>Every format there is.</summary>
public static class BillFormats
{
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
    public static IBillFormat Of(string name) =>
        Known.FirstOrDefault(format => format.Name == name)
        ?? throw new Refusal(PaymentsRefusals.FormatUnknown, name, string.Join(", ", Names));
}

/// <summary>
/// One walk through a file, line by line: what it found last, and at the end what it all came to. A format that walks this way has its
/// reading, its rows and its movements from the same code.
/// </summary>
internal abstract class BillScan(BillProblems problems) : IDisposable
{
    protected BillProblems Problems { get; } = problems;

    public BillRow? Row { get; protected set; }

    public MovementRow? Movement { get; protected set; }

    /// <summary>Takes the next record; false at the end.</summary>
    public abstract bool Step();

    public abstract BillReading Finish();

    public virtual void Dispose() { }

    public void Clear() => (Row, Movement) = (null, null);
}

/// <summary>A format read by a <see cref="BillScan"/>.</summary>
internal abstract class ScannedFormat : IBillFormat
{
    public abstract string Name { get; }

    public abstract string ProviderOf(BillOptions options);

    /// <summary>Opens the file for one walk; null when it is not a bill of this kind, with the reason among the problems.</summary>
    protected abstract BillScan? Open(Stream stream, FileFacts facts, BillOptions options, BillProblems problems);

    public BillReading Read(
        Stream stream,
        FileFacts facts,
        BillOptions options,
        Action<BillRow>? onRow = null,
        Action<MovementRow>? onMovement = null
    )
    {
        var problems = new BillProblems();
        stream.Position = 0;
        using var scan = Open(stream, facts, options, problems);
        if (scan is null || problems.Any)
        {
            return BillReading.Nothing(problems);
        }

        while (scan.Step())
        {
            Tell(scan, onRow, onMovement);
        }

        return scan.Finish();
    }

    public IEnumerable<BillRow> Rows(Stream stream, FileFacts facts, BillOptions options) =>
        Again(stream, facts, options).Select(scan => scan.Row).OfType<BillRow>();

    public IEnumerable<MovementRow> Movements(Stream stream, FileFacts facts, BillOptions options) =>
        Again(stream, facts, options).Select(scan => scan.Movement).OfType<MovementRow>();

    private IEnumerable<BillScan> Again(Stream stream, FileFacts facts, BillOptions options)
    {
        var problems = new BillProblems();
        stream.Position = 0;
        using var scan = Open(stream, facts, options, problems);
        Invariant.Hold("I-13", scan is not null && !problems.Any, "A validated bill no longer has its header.");
        while (scan!.Step())
        {
            Invariant.Hold("I-13", !problems.Any, "A validated bill has a problem now.");
            if (scan.Row is not null || scan.Movement is not null)
            {
                yield return scan;
                scan.Clear();
            }
        }
    }

    private static void Tell(BillScan scan, Action<BillRow>? onRow, Action<MovementRow>? onMovement)
    {
        if (scan.Row is { } row)
        {
            onRow?.Invoke(row);
        }

        if (scan.Movement is { } movement)
        {
            onMovement?.Invoke(movement);
        }

        scan.Clear();
    }
}

internal sealed class WechatTradeFormat : IBillFormat
{
    public string Name => BillFormats.WechatTrade;

    public string ProviderOf(BillOptions options) => Gateways.Wechat;

    public BillReading Read(
        Stream stream,
        FileFacts facts,
        BillOptions options,
        Action<BillRow>? onRow = null,
        Action<MovementRow>? onMovement = null
    ) => WechatTradeBill.Read(stream, facts, onRow);

    public IEnumerable<BillRow> Rows(Stream stream, FileFacts facts, BillOptions options) => WechatTradeBill.Rows(stream, facts);

    public IEnumerable<MovementRow> Movements(Stream stream, FileFacts facts, BillOptions options) => [];
}

/// <summary>A file that looks like no format: it is never read as one, and nobody is told that it is a bad bill of a gateway it is not of.</summary>
internal sealed class UnknownFormat : IBillFormat
{
    public static UnknownFormat Instance { get; } = new();

    public string Name => BillService.AnyFormat;

    public string ProviderOf(BillOptions options) => Gateways.Other;

    public BillReading Read(
        Stream stream,
        FileFacts facts,
        BillOptions options,
        Action<BillRow>? onRow = null,
        Action<MovementRow>? onMovement = null
    )
    {
        var problems = new BillProblems();
        problems.Add(
            BillSniffer.NotText(facts) ?? BillSniffer.StripeActivity(facts) ?? BillSniffer.Problem(PaymentsRefusals.BillFormatUnseen)
        );
        return BillReading.Nothing(problems);
    }

    public IEnumerable<BillRow> Rows(Stream stream, FileFacts facts, BillOptions options) => [];

    public IEnumerable<MovementRow> Movements(Stream stream, FileFacts facts, BillOptions options) => [];
}
