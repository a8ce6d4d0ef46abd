using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>Holds two files of one bill beside each other, row by row.</summary>
internal static class BillComparison
{
    private sealed record Known(int Line, string MerchantNo, string Reference, long Minor, long FeeMinor, DateTime OccurredUtc);

    /// <summary>Of two kept bills of one format.</summary>
    public static List<BillChange> Compare(BillFiles files, Bill before, Bill bill, SettlementZone zone)
    {
        var (earlier, one) = files.Open(before);
        using var first = earlier;
        var (later, two) = files.Open(bill);
        using var second = later;
        return Compare(BillFormats.Of(bill.Format), (earlier, one, before.Options), (later, two, bill.Options), zone);
    }

    /// <summary>Every difference, in the order of the files: added and changed rows of the later one, then what it no longer has.</summary>
    public static List<BillChange> Compare(
        IBillFormat format,
        (Stream File, FileFacts Facts, BillOptions Options) earlier,
        (Stream File, FileFacts Facts, BillOptions Options) later,
        SettlementZone zone
    )
    {
        var before = new Dictionary<string, Known>(StringComparer.Ordinal);
        foreach (var (key, row) in Rows(format, earlier))
        {
            before[key] = row;
        }

        var changes = new List<BillChange>();
        foreach (var (key, row) in Rows(format, later))
        {
            if (!before.Remove(key, out var was))
            {
                changes.Add(
                    new(BillChangeKind.Added, row.Line, row.MerchantNo, row.Reference, null, row.Minor, zone.DayOf(row.OccurredUtc))
                );
            }
            else if (was.Minor != row.Minor || was.FeeMinor != row.FeeMinor)
            {
                changes.Add(
                    new(BillChangeKind.Changed, row.Line, row.MerchantNo, row.Reference, was.Minor, row.Minor, zone.DayOf(row.OccurredUtc))
                );
            }
        }

        changes.AddRange(
            before
                .Values.OrderBy(row => row.Line)
                .Select(row => new BillChange(
                    BillChangeKind.Gone,
                    row.Line,
                    row.MerchantNo,
                    row.Reference,
                    row.Minor,
                    null,
                    zone.DayOf(row.OccurredUtc)
                ))
        );
        return changes;
    }

    private static IEnumerable<(string Key, Known Row)> Rows(IBillFormat format, (Stream File, FileFacts Facts, BillOptions Options) bill)
    {
        var movements = new List<MovementRow>();
        foreach (var item in format.Items(bill.File, bill.Facts, bill.Options))
        {
            if (item.Movement is { } movement)
            {
                movements.Add(movement);
            }

            if (item.Row is { } row)
            {
                var (reference, minor) = row.IsRefund ? (row.RefundId, -row.RefundMinor) : (row.TransactionId, row.GrossMinor);
                yield return (
                    $"{(row.IsRefund ? 'r' : 'p')}|{row.MerchantNo}|{reference}",
                    new Known(row.Line, row.MerchantNo, reference, minor, row.FeeMinor, row.OccurredUtc)
                );
            }
        }

        foreach (var row in movements)
        {
            yield return (
                $"m|{row.MerchantNo}|{row.MovementId}",
                new Known(row.Line, row.MerchantNo, row.MovementId, row.AmountMinor, 0, row.OccurredUtc)
            );
        }
    }
}
