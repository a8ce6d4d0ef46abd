using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>
/// Reads a WeChat Pay trade bill: streaming, by column names, in its five shapes. Rows start with a back-tick and are separated by
/// comma and back-tick, so a comma in a product name does no harm. Every problem of the file is collected with its place.
/// </summary>
internal static class WechatTradeBill
{
    /// <summary>The provider cuts days at midnight of UTC+08:00, whatever zone this site settles in.</summary>
    public static SettlementZone ProviderZone { get; } =
        new(TimeZoneInfo.CreateCustomTimeZone("UTC+08", TimeSpan.FromHours(8), null, null));

    /// <summary>Reads the whole file; the rows go to <paramref name="onRow"/> as they pass, the faulty ones do not.</summary>
    public static BillReading Read(Stream stream, FileFacts facts, Action<BillRow>? onRow = null)
    {
        var problems = new BillProblems();
        if (BillSniffer.NotABill(facts) is { } other)
        {
            problems.Add(other);
            return BillReading.Nothing(problems);
        }

        stream.Position = 0;
        using var lines = new BillLines(stream, facts.Encoding!);
        var header = ReadHeader(lines, problems);
        if (header is null || problems.Any)
        {
            return BillReading.Nothing(problems);
        }

        var body = new WechatBody(header, problems, onRow);
        while (lines.TryRead(out var line))
        {
            body.Take(line, lines.Number);
        }

        if (lines.TooLong)
        {
            problems.Add(lines.Number + 1, PaymentsRefusals.BillLineTooLong, BillLines.LineCharsMax);
        }

        return body.Finish(lines.Number);
    }

    /// <summary>The good rows of a file that has been read without problems before, one by one.</summary>
    internal static IEnumerable<BillRow> Rows(Stream stream, FileFacts facts)
    {
        var problems = new BillProblems();
        stream.Position = 0;
        using var lines = new BillLines(stream, facts.Encoding!);
        var header = ReadHeader(lines, problems);
        Invariant.Hold("I-13", header is not null && !problems.Any, "A validated bill no longer has its header.");
        BillRow? found = null;
        var body = new WechatBody(header!, problems, row => found = row);
        while (lines.TryRead(out var line))
        {
            body.Take(line, lines.Number);
            Invariant.Hold("I-13", !problems.Any, $"A validated bill has a problem at line {lines.Number}.");
            if (found is { } row)
            {
                found = null;
                yield return row;
            }
        }
    }

    private static WechatHeader? ReadHeader(BillLines lines, BillProblems problems)
    {
        while (lines.TryRead(out var line))
        {
            if (line.IsWhiteSpace())
            {
                continue;
            }

            if (WechatHeader.IsHeader(line))
            {
                return WechatHeader.Bind(line, lines.Number, problems);
            }

            break;
        }

        problems.Add(Math.Max(lines.Number, 1), PaymentsRefusals.BillHeaderMissing);
        return null;
    }
}
