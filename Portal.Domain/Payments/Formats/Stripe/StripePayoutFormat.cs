namespace Portal.Domain.Payments;

/// <summary>
/// Stripe's payout reconciliation report (itemised CSV): columns by name in any order, amounts in major units of the row's currency. It is
/// all Portal hears of a Stripe account: what is neither payment nor refund is kept, and posted, as a movement.
/// </summary>
internal sealed class StripePayoutFormat : ScannedFormat
{
    public override string Name => BillFormats.StripePayout;

    public override string ProviderOf(BillOptions options) => Gateways.Stripe;

    protected override BillScan? Open(Stream stream, FileFacts facts, BillOptions options, BillProblems problems)
    {
        if (BillSniffer.NotABill(facts, Name) is { } other)
        {
            problems.Add(other);
            return null;
        }

        var records = new CsvRecords(stream, facts.Encoding!);
        while (records.TryRead(out var cells))
        {
            if (records.Raw.Trim(',', ' ', '\uFEFF').Length == 0)
            {
                continue;
            }

            if (!cells.Any(cell => BillTable.Plain(cell) == StripePayoutScan.Id))
            {
                break;
            }

            var table = BillTable.Bind(cells, records.Line, problems, StripePayoutScan.Required);
            var zone = StripePayoutScan.ZoneOf(table, records.Line, options, problems);
            return new StripePayoutScan(records, table, zone, problems);
        }

        problems.Add(Math.Max(1, records.LastLine), PaymentsRefusals.BillHeaderMissing);
        records.Dispose();
        return null;
    }
}
