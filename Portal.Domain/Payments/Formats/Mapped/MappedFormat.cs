namespace Portal.Domain.Payments;

/// <summary>A table of any gateway, read by a stored mapping of its columns.</summary>
internal sealed class MappedFormat : ScannedFormat
{
    public override string Name => BillFormats.Mapped;

    public override string ProviderOf(BillOptions options) => Gateways.Known(options.Map?.Provider ?? Gateways.Other);

    protected override BillScan? Open(Stream stream, FileFacts facts, BillOptions options, BillProblems problems)
    {
        if (options.Map is not { } map)
        {
            problems.Add(1, PaymentsRefusals.BillMappingNeeded);
            return null;
        }

        if (BillSniffer.NotText(facts) is { } other)
        {
            problems.Add(other);
            return null;
        }

        var records = new CsvRecords(stream, facts.Encoding!, map.SeparatorChar);
        while (records.TryRead(out var cells))
        {
            // Notes may stand above the header: it is the first line that has the column of the amount.
            if (cells.Any(cell => BillTable.Plain(cell) == BillTable.Plain(map.AmountColumn)))
            {
                return new MappedScan(records, BillTable.Bind(cells, records.Line, problems, MappedScan.Required(map)), map, problems);
            }
        }

        problems.Add(Math.Max(1, records.LastLine), PaymentsRefusals.BillHeaderMissing);
        records.Dispose();
        return null;
    }
}
