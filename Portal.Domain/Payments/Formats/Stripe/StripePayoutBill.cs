using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

internal sealed class StripePayoutScan(CsvRecords records, BillTable table, TimeZoneInfo zone, BillProblems problems) : BillScan(problems)
{
    public const string Id = "balance_transaction_id";
    private const string CreatedUtc = "created_utc";
    private const string Created = "created";
    private const string CurrencyColumn = "currency";
    private const string Gross = "gross";
    private const string FeeColumn = "fee";
    private const string Net = "net";
    private const string Category = "reporting_category";
    private const string Source = "source_id";
    private const string PayoutId = "automatic_payout_id";

    /// <summary>A report of one platform account names no merchant: its rows are this number's.</summary>
    public const string Platform = "platform";

    public static readonly string[] Required = [Id, CurrencyColumn, Gross, FeeColumn, Net, Category];
    private static readonly string[] Forms = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"];
    private static readonly string[] Merchants = ["payment_metadata[merchant]", "connected_account_id", "connected_account"];
    private const string Intent = "payment_intent_id";
    private static readonly string[] Charges = ["charge_id", Intent];

    private readonly BillCells _cells = new(table, problems);
    private readonly BillCount _count = new(problems);
    private readonly Dictionary<string, (Int128 Net, Int128? Paid)> _payouts = new(StringComparer.Ordinal);
    private Currency? _currency;
    private string? _merchantNo;

    /// <summary>UTC columns when the report has them, else the zone it was made for.</summary>
    public static TimeZoneInfo ZoneOf(BillTable table, int line, BillOptions options, BillProblems problems)
    {
        if (table.Has(CreatedUtc))
        {
            return TimeZoneInfo.Utc;
        }

        if (!table.Has(Created))
        {
            problems.Add(new BillProblem(line, CreatedUtc, null, PaymentsRefusals.BillColumnMissing, [CreatedUtc]));
        }
        else if (options.Zone is null)
        {
            problems.Add(new BillProblem(line, Created, table.At(Created) + 1, PaymentsRefusals.BillZoneNeeded, []));
        }
        else if (TimeZoneInfo.TryFindSystemTimeZoneById(options.Zone, out var found))
        {
            return found;
        }

        return TimeZoneInfo.Utc;
    }

    public override bool Step()
    {
        if (!records.TryRead(out var cells))
        {
            return false;
        }

        if (records.Open)
        {
            Problems.Add(records.Line, PaymentsRefusals.BillQuoteOpen);
        }
        else if (records.Raw.Trim(',', ' ').Length > 0 && _cells.Take(cells, records.Line))
        {
            Take();
        }

        return true;
    }

    public override BillReading Finish()
    {
        if (records.TooLong)
        {
            Problems.Add(records.LastLine + 1, PaymentsRefusals.BillLineTooLong, BillLines.LineCharsMax);
        }

        var differences = _payouts
            .Where(pair => pair.Value.Paid is { } paid && paid != pair.Value.Net)
            .Take(BillDifference.ShownMax)
            .Select(pair => new BillDifference(pair.Key, (long)pair.Value.Net, (long)pair.Value.Paid!.Value))
            .ToList();
        return _count.Reading(_merchantNo, differences, records.LastLine, new SettlementZone(TimeZoneInfo.Utc)) with
        {
            Currency = (_currency ?? Kernel.Currency.Cny).Code,
        };
    }

    public override void Dispose()
    {
        records.Dispose();
        base.Dispose();
    }

    private void Take()
    {
        if (!Currency.TryOf(_cells.Text(CurrencyColumn), out var currency))
        {
            _cells.Problem(CurrencyColumn, PaymentsRefusals.BillCurrencyUnknown, BillCells.Start(_cells.Text(CurrencyColumn)));
            return;
        }

        if (_currency is { } only && only != currency)
        {
            _cells.Problem(CurrencyColumn, PaymentsRefusals.BillStripeCurrencies, only.Code, currency.Code);
        }

        _currency ??= currency;
        var (gross, fee, net) = (_cells.Amount(Gross, currency), _cells.Amount(FeeColumn, currency), _cells.Amount(Net, currency));
        var category = _cells.Text(Category);
        if (category.Length == 0)
        {
            _cells.Problem(Category, PaymentsRefusals.BillValueMissing);
        }

        if (_cells.Good && category != "payout" && net != gross - fee)
        {
            _cells.Problem(Net, PaymentsRefusals.BillNetDiffers, _cells.Text(Net));
        }

        var id = _cells.Id(Id);
        var payoutId = _cells.Id(PayoutId, required: false);
        var at = _cells.Time(table.Has(CreatedUtc) ? CreatedUtc : Created, Forms, zone);
        var merchantNo = MerchantNo();
        var good = category is "charge" or "payment" or "refund" or "payment_refund"
            ? Trade(category is "refund" or "payment_refund", merchantNo, id, gross, fee, at)
            : Move(category, merchantNo, id, payoutId, net, at);
        if (good)
        {
            _merchantNo ??= merchantNo;
            Tally(category, payoutId, net);
        }
    }

    private bool Trade(bool isRefund, string merchantNo, string id, long gross, long fee, DateTime at)
    {
        if (isRefund ? gross > 0 : gross < 0)
        {
            _cells.Problem(Gross, isRefund ? PaymentsRefusals.BillRefundSign : PaymentsRefusals.BillAmountNegative, _cells.Text(Gross));
        }

        if (isRefund ? fee > 0 : fee < 0)
        {
            _cells.Problem(FeeColumn, PaymentsRefusals.BillFeeSign, _cells.Text(FeeColumn));
        }

        var source = _cells.Id(Source, required: false);
        var charge = Charges
            .Where(table.Has)
            .Select(column => _cells.Id(column, required: false))
            .FirstOrDefault(found => found.Length > 0);
        var transaction =
            isRefund ? charge ?? $"of:{id}"
            : source.Length > 0 ? source
            : id;
        var row = new BillRow
        {
            Line = records.Line,
            IsRefund = isRefund,
            MerchantNo = merchantNo,
            // A report with the charges' ids, or their payment intents, ties refunds to them; without either a refund waits for a person.
            TransactionId = BillIds.Fit(transaction),
            IntentRef = isRefund ? string.Empty : _cells.Id(Intent, required: false),
            OrderNo = _cells.Id("payment_metadata[order]", required: false) is { Length: > 0 } order ? order : source,
            Payer = string.Empty,
            Channel = Channel.Api,
            TradeType = string.Empty,
            Bank = string.Empty,
            Goods = _cells.Words("description", WechatRowReader.GoodsCharsMax),
            OccurredUtc = at,
            GrossMinor = isRefund ? 0 : gross,
            OrderMinor = isRefund ? 0 : gross,
            CouponMinor = 0,
            RefundId = isRefund ? (source.Length > 0 ? source : id) : string.Empty,
            RefundNo = isRefund ? source : string.Empty,
            RefundMinor = isRefund ? -gross : 0,
            RefundState = RefundState.Succeeded,
            FeeMinor = fee,
            RateText = string.Empty,
        };
        if (!_cells.Good || !_count.Add(row))
        {
            return false;
        }

        Row = row;
        return true;
    }

    private bool Move(string category, string merchantNo, string id, string payoutId, long net, DateTime at)
    {
        var kind = category switch
        {
            "payout" or "payout_minimum_balance_hold" => MovementKind.Withdrawal,
            "payout_reversal" => MovementKind.TopUp,
            "topup" => MovementKind.TopUp,
            "fee" or "network_cost" or "tax" => net <= 0 ? MovementKind.Fee : MovementKind.FeeReturn,
            "transfer" or "transfer_reversal" => MovementKind.Transfer,
            _ => MovementKind.Other,
        };
        // A payout is money leaving, whichever sign the report gives it.
        var amount = category == "payout" ? -Math.Abs(net) : net;
        var row = new MovementRow
        {
            Line = records.Line,
            MerchantNo = merchantNo,
            MovementId = id,
            BusinessRef = _cells.Id(Source, required: false) is { Length: > 0 } source ? source : payoutId,
            OrderNo = payoutId,
            Kind = kind,
            Words = _cells.Words(Category, GatewayMovement.WordsCharsMax),
            Note = _cells.Words("description", GatewayMovement.NoteCharsMax),
            AmountMinor = amount,
            OccurredUtc = at,
        };
        if (!_cells.Good || !_count.Add(row))
        {
            return false;
        }

        Movement = row;
        return true;
    }

    private void Tally(string category, string payoutId, long net)
    {
        var payout = category == "payout" && _cells.Text(Source) is { Length: > 0 } source ? source : payoutId;
        if (payout.Length == 0)
        {
            return;
        }

        var (sum, paid) = _payouts.GetValueOrDefault(payout);
        _payouts[payout] = category == "payout" ? (sum, (paid ?? 0) + Math.Abs(net)) : (sum + net, paid);
    }

    private string MerchantNo()
    {
        foreach (var column in Merchants.Where(table.Has))
        {
            if (_cells.Id(column, required: false) is { Length: > 0 } found)
            {
                return found;
            }
        }

        return Platform;
    }
}
