namespace Portal.Domain.Payments;

/// <summary>A file that looks like no format: it is never read as one, and nobody is told that it is a bad bill of a gateway it is not of.</summary>
internal sealed class UnknownFormat : IBillFormat
{
    public static UnknownFormat Instance { get; } = new();

    public string Name => BillFormats.Any;

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

    public IEnumerable<BillItem> Items(Stream stream, FileFacts facts, BillOptions options) => [];
}
