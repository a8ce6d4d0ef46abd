using System.Globalization;
using System.Text.Json;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>
/// Which column of a table is what. Names are those of the table's header; an empty one is not there. It travels with every bill read by it, so
/// a later change does not touch bills already taken in.
/// </summary>
public sealed record BillMap
{
    public const int ColumnCharsMax = 80;

    public string Provider { get; init; } = Gateways.Other;

    /// <summary>One character; a tab is written \t.</summary>
    public string Separator { get; init; } = ",";

    /// <summary>The merchant number of all rows, or the column that has it.</summary>
    public string MerchantNo { get; init; } = string.Empty;
    public string MerchantColumn { get; init; } = string.Empty;

    public string Currency { get; init; } = "CNY";
    public string CurrencyColumn { get; init; } = string.Empty;

    public string TimeColumn { get; init; } = string.Empty;
    public string TimeForm { get; init; } = "yyyy-MM-dd HH:mm:ss";
    public string Zone { get; init; } = "Asia/Shanghai";

    public string TransactionColumn { get; init; } = string.Empty;
    public string OrderColumn { get; init; } = string.Empty;
    public string AmountColumn { get; init; } = string.Empty;
    public string FeeColumn { get; init; } = string.Empty;
    public string GoodsColumn { get; init; } = string.Empty;
    public string RefundIdColumn { get; init; } = string.Empty;

    /// <summary>The column that says payment or refund, and the words that mean refund (separated by |). None: a negative amount is a refund.</summary>
    public string KindColumn { get; init; } = string.Empty;
    public string RefundWords { get; init; } = string.Empty;

    /// <summary>The file writes a fee that is charged as a negative number.</summary>
    public bool NegativeFees { get; init; }

    internal char SeparatorChar => Separator == "\\t" ? '\t' : Separator[0];

    /// <exception cref="Refusal">Something needed is missing, or is not what it should be; on the field.</exception>
    public BillMap Checked()
    {
        _ = Gateways.Known(Provider);
        Refusal.Unless(Separator == "\\t" || Separator is { Length: 1 } and not "\"", PaymentsRefusals.MapSeparator);
        foreach (
            var (name, value) in new[]
            {
                (nameof(TimeColumn), TimeColumn),
                (nameof(TransactionColumn), TransactionColumn),
                (nameof(AmountColumn), AmountColumn),
            }
        )
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                throw new Refusal(PaymentsRefusals.MapColumnNeeded).On(name);
            }
        }

        if (string.IsNullOrWhiteSpace(MerchantNo) && string.IsNullOrWhiteSpace(MerchantColumn))
        {
            throw new Refusal(PaymentsRefusals.MapMerchantNeeded).On(nameof(MerchantNo));
        }

        if (!string.IsNullOrWhiteSpace(KindColumn) && string.IsNullOrWhiteSpace(RefundWords))
        {
            throw new Refusal(PaymentsRefusals.MapRefundWordsNeeded).On(nameof(RefundWords));
        }

        if (!Kernel.Currency.TryOf(Currency, out _))
        {
            throw new Refusal(KernelRefusals.CurrencyUnknown, Currency).On(nameof(Currency));
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _))
        {
            throw new Refusal(PaymentsRefusals.MapZone, Zone).On(nameof(Zone));
        }

        if (!IsForm(TimeForm))
        {
            throw new Refusal(PaymentsRefusals.MapTimeForm, TimeForm).On(nameof(TimeForm));
        }

        return this;
    }

    /// <summary>A form that can be read back: it has year, month and day and gives the same day again.</summary>
    private static bool IsForm(string form)
    {
        var probe = new DateTime(2026, 11, 23, 14, 5, 9, DateTimeKind.Unspecified);
        try
        {
            var text = probe.ToString(form, CultureInfo.InvariantCulture);
            return DateTime.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var back)
                && back.Date == probe.Date;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}

/// <summary>A named mapping, kept for the next file of the same kind.</summary>
public sealed class BillMapping : IVersioned
{
    public const int NameCharsMax = 40;

    private BillMapping() { }

    public long Id { get; private set; }
    public string Name { get; private set; } = string.Empty;
    public string MapJson { get; private set; } = string.Empty;
    public string ChangedBy { get; private set; } = string.Empty;
    public DateTime ChangedUtc { get; private set; }
    public int Version { get; private set; }

    public BillMap Map => JsonSerializer.Deserialize<BillMap>(MapJson) ?? new BillMap();

    internal static BillMapping Of(string name, BillMap map, Actor by, DateTime nowUtc)
    {
        var mapping = new BillMapping { Name = Text.Required(name, nameof(Name), NameCharsMax) };
        mapping.Change(map, by, nowUtc);
        return mapping;
    }

    internal void Change(BillMap map, Actor by, DateTime nowUtc)
    {
        MapJson = JsonSerializer.Serialize(map.Checked());
        (ChangedBy, ChangedUtc) = (by.Name, nowUtc);
    }
}
