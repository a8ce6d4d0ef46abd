using System.Globalization;
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

    /// <summary>
    /// What stands before the decimals: a point, a comma, or nothing where nobody said. Then an amount that two readings fit (1.250) refuses the
    /// file with its line and column.
    /// </summary>
    public string DecimalMark { get; init; } = string.Empty;

    /// <summary>The column of gross less fee: each row is held against it.</summary>
    public string NetColumn { get; init; } = string.Empty;
    public string FeeColumn { get; init; } = string.Empty;
    public string GoodsColumn { get; init; } = string.Empty;
    public string RefundIdColumn { get; init; } = string.Empty;

    /// <summary>On a refund's row, the column that has the transaction of its payment, where the transaction column has the refund's own.</summary>
    public string RefundOfColumn { get; init; } = string.Empty;

    /// <summary>
    /// The column that says what a row is, and the words (separated by |) that mean each kind. No column: a negative amount is a refund, every other
    /// row a payment. What is of no kind named here is a movement nobody knows: its money waits in suspense.
    /// </summary>
    public string KindColumn { get; init; } = string.Empty;
    public string PaymentWords { get; init; } = string.Empty;
    public string RefundWords { get; init; } = string.Empty;
    public string WithdrawalWords { get; init; } = string.Empty;
    public string TopUpWords { get; init; } = string.Empty;
    public string FeeLabels { get; init; } = string.Empty;

    /// <summary>The column of the row's status, and the words that make a row count. A row of any other status is listed and not posted.</summary>
    public string StatusColumn { get; init; } = string.Empty;
    public string CountedWords { get; init; } = string.Empty;

    /// <summary>The word by which the table's row of totals is known; its sums are held against the rows. None: there is no such row.</summary>
    public string TotalWord { get; init; } = string.Empty;

    /// <summary>The file writes a fee that is charged as a negative number.</summary>
    public bool NegativeFees { get; init; }

    internal char SeparatorChar => Separator == "\\t" ? '\t' : Separator[0];

    internal char? Mark => DecimalMark.Length == 1 ? DecimalMark[0] : null;

    internal static string[] Words(string words) =>
        words.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The form says how far its times are from UTC.</summary>
    internal static bool HasOffset(string form) =>
        form.Contains('z', StringComparison.Ordinal) || form.Contains('K', StringComparison.Ordinal);

    /// <exception cref="Refusal">Something needed is missing, or is not what it should be; on the field.</exception>
    public BillMap Checked()
    {
        _ = Gateways.Known(Provider);
        var form = new FormCheck();
        var separates = Separator == "\\t" || Separator is { Length: 1 } and not "\"";
        form.Of(() => Demand(separates, nameof(Separator), PaymentsRefusals.MapSeparator));
        form.Of(() => Demand(!string.IsNullOrWhiteSpace(TimeColumn), nameof(TimeColumn), PaymentsRefusals.MapColumnNeeded));
        form.Of(() => Demand(!string.IsNullOrWhiteSpace(TransactionColumn), nameof(TransactionColumn), PaymentsRefusals.MapColumnNeeded));
        form.Of(() => Demand(!string.IsNullOrWhiteSpace(AmountColumn), nameof(AmountColumn), PaymentsRefusals.MapColumnNeeded));
        var merchant = !string.IsNullOrWhiteSpace(MerchantNo) || !string.IsNullOrWhiteSpace(MerchantColumn);
        form.Of(() => Demand(merchant, nameof(MerchantNo), PaymentsRefusals.MapMerchantNeeded));
        form.Of(() => Demand(DecimalMark is "" or "." or ",", nameof(DecimalMark), PaymentsRefusals.MapDecimalMark));
        form.Of(CheckWords);
        form.Of(() => Demand(Kernel.Currency.TryOf(Currency, out _), nameof(Currency), KernelRefusals.CurrencyUnknown, Currency));
        form.Of(() => Demand(TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _), nameof(Zone), PaymentsRefusals.MapZone, Zone));
        form.Of(() => Demand(IsForm(TimeForm), nameof(TimeForm), PaymentsRefusals.MapTimeForm, TimeForm));
        form.Demand();
        return this;
    }

    private static void Demand(bool right, string field, string code, params object[] args)
    {
        if (!right)
        {
            throw new Refusal(code, args).On(field);
        }
    }

    private void CheckWords()
    {
        (string Name, string Words)[] kinds =
        [
            (nameof(PaymentWords), PaymentWords),
            (nameof(RefundWords), RefundWords),
            (nameof(WithdrawalWords), WithdrawalWords),
            (nameof(TopUpWords), TopUpWords),
            (nameof(FeeLabels), FeeLabels),
        ];
        if (!string.IsNullOrWhiteSpace(KindColumn) && Words(PaymentWords).Length + Words(RefundWords).Length == 0)
        {
            throw new Refusal(PaymentsRefusals.MapRefundWordsNeeded).On(nameof(RefundWords));
        }

        if (string.IsNullOrWhiteSpace(KindColumn) && kinds.Any(kind => Words(kind.Words).Length > 0))
        {
            throw new Refusal(PaymentsRefusals.MapColumnNeeded).On(nameof(KindColumn));
        }

        if (string.IsNullOrWhiteSpace(StatusColumn) != (Words(CountedWords).Length == 0))
        {
            throw string.IsNullOrWhiteSpace(StatusColumn)
                ? new Refusal(PaymentsRefusals.MapColumnNeeded).On(nameof(StatusColumn))
                : new Refusal(PaymentsRefusals.MapWordsNeeded).On(nameof(CountedWords));
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, words) in kinds)
        {
            if (Words(words).FirstOrDefault(word => !seen.Add(word)) is { } twice)
            {
                throw new Refusal(PaymentsRefusals.MapWordTwice, twice).On(name);
            }
        }
    }

    /// <summary>A form that can be read back: the same moment as far as it goes, to the second, the minute or the day; 02 is not 14.</summary>
    private static bool IsForm(string form)
    {
        var probe = new DateTimeOffset(2026, 11, 23, 14, 5, 9, TimeSpan.FromHours(3));
        try
        {
            var (text, culture) = (probe.ToString(form, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (HasOffset(form))
            {
                return DateTimeOffset.TryParseExact(text, form, culture, DateTimeStyles.None, out var instant)
                    && probe - instant < TimeSpan.FromMinutes(1)
                    && probe >= instant;
            }

            return DateTime.TryParseExact(text, form, culture, DateTimeStyles.None, out var back)
                && (back == probe.DateTime || back == probe.DateTime.AddSeconds(-probe.Second) || back == probe.Date);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
