namespace Portal.Domain.Payments;

internal enum MappedKind
{
    Payment,
    Refund,
    Withdrawal,
    TopUp,
    Fee,
    Other,
}

/// <summary>
/// What the rows of a mapped table are, by the words its mapping names. What the mapping does not say is asked, never guessed: a second word beside
/// refunds that nobody named, a status or a kind that stands in a column the mapping leaves aside.
/// </summary>
internal sealed class MappedWords
{
    private static readonly string[] StatusNames =
    [
        "status",
        "state",
        "transaction status",
        "payment status",
        "状态",
        "交易状态",
        "支付状态",
        "订单状态",
    ];
    private static readonly string[] KindNames =
    [
        "type",
        "kind",
        "transaction type",
        "category",
        "类型",
        "种类",
        "交易类型",
        "业务类型",
        "收支类型",
    ];

    // Words of statuses under which no money has moved for good, and of rows that are no sale: enough to ask.
    private static readonly string[] NotFinal =
    [
        "pending",
        "denied",
        "declined",
        "failed",
        "cancel",
        "revers",
        "unclaimed",
        "held",
        "hold",
        "expired",
        "void",
        "authori",
        "processing",
        "处理中",
        "待",
        "未支付",
        "失败",
        "关闭",
        "取消",
        "撤销",
        "冻结",
    ];
    private static readonly string[] NotSales =
    [
        "withdraw",
        "deposit",
        "transfer",
        "payout",
        "top-up",
        "topup",
        "hold",
        "reserve",
        "authori",
        "conversion",
        "chargeback",
        "dispute",
        "adjustment",
        "fee",
        "提现",
        "充值",
        "转账",
        "划转",
        "冻结",
        "手续费",
        "服务费",
    ];

    private readonly Dictionary<string, MappedKind> _kinds = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _counted;
    private readonly BillMap _map;
    private readonly (int At, string Name)[] _otherStatus;
    private readonly (int At, string Name)[] _otherKinds;
    private string? _payment;

    public MappedWords(BillMap map, BillTable table)
    {
        _map = map;
        _counted = new HashSet<string>(BillMap.Words(map.CountedWords), StringComparer.OrdinalIgnoreCase);
        foreach (
            var (words, kind) in new[]
            {
                (map.PaymentWords, MappedKind.Payment),
                (map.RefundWords, MappedKind.Refund),
                (map.WithdrawalWords, MappedKind.Withdrawal),
                (map.TopUpWords, MappedKind.TopUp),
                (map.FeeLabels, MappedKind.Fee),
            }
        )
        {
            foreach (var word in BillMap.Words(words))
            {
                _kinds.TryAdd(word, kind);
            }
        }

        var named = MappedScan.Required(map).ToHashSet(StringComparer.Ordinal);
        (int, string)[] Unnamed(string[] names) =>
            [
                .. table
                    .Names.Select((name, at) => (at, name))
                    .Where(one => !named.Contains(one.name) && names.Contains(one.name, StringComparer.OrdinalIgnoreCase)),
            ];
        _otherStatus = map.StatusColumn.Length > 0 ? [] : Unnamed(StatusNames);
        _otherKinds = map.KindColumn.Length > 0 ? [] : Unnamed(KindNames);
    }

    /// <summary>False: the row's status is none that counts. It is listed and not posted.</summary>
    public bool Counts(BillCells cells)
    {
        if (_map.StatusColumn.Length > 0)
        {
            var status = cells.Text(BillTable.Plain(_map.StatusColumn));
            if (_counted.Contains(status))
            {
                return true;
            }

            cells.Note(
                BillTable.Plain(_map.StatusColumn),
                PaymentsRefusals.NoteNotCounted,
                BillCells.Start(status),
                BillCells.Start(cells.Text(BillTable.Plain(_map.AmountColumn))),
                BillCells.Start(cells.Text(BillTable.Plain(_map.TransactionColumn)))
            );
            return false;
        }

        Ask(cells, _otherStatus, NotFinal, PaymentsRefusals.BillStatusUnmapped);
        return true;
    }

    public MappedKind KindOf(BillCells cells, bool negative)
    {
        if (_map.KindColumn.Length == 0)
        {
            Ask(cells, _otherKinds, NotSales, PaymentsRefusals.BillKindUnmapped);
            return negative ? MappedKind.Refund : MappedKind.Payment;
        }

        var column = BillTable.Plain(_map.KindColumn);
        var word = cells.Text(column);
        if (_kinds.TryGetValue(word, out var kind))
        {
            return kind;
        }

        if (_map.PaymentWords.Length > 0)
        {
            return MappedKind.Other;
        }

        // Only refunds are named: what is left is payment, as long as it is one word and none that means something else.
        _payment ??= word;
        if (!word.Equals(_payment, StringComparison.OrdinalIgnoreCase) || Says(word, NotSales) || Says(word, NotFinal))
        {
            cells.Problem(column, PaymentsRefusals.BillKindUnnamed, BillCells.Start(word));
        }

        return MappedKind.Payment;
    }

    private static void Ask(BillCells cells, (int At, string Name)[] columns, string[] words, string code)
    {
        foreach (var (at, name) in columns)
        {
            if (cells.TextAt(at) is var text && Says(text, words))
            {
                cells.Problem(name, code, BillCells.Start(text), name);
            }
        }
    }

    private static bool Says(string text, string[] words) => Array.Exists(words, word => Says(text, word));

    /// <summary>The word begins somewhere in the text; it is not the end of another one, as in coffee.</summary>
    private static bool Says(string text, string word)
    {
        for (var at = -1; (at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase)) >= 0; )
        {
            if (at == 0 || !char.IsAsciiLetter(word[0]) || !char.IsAsciiLetter(text[at - 1]))
            {
                return true;
            }
        }

        return false;
    }
}
