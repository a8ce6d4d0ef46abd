using System.Globalization;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>
/// The fees of one slice: rows, and one entry per merchant, day and currency whose amount is the sum of the fees that name it; waivers have
/// entries of their own. Values that rows share are boxed once.
/// </summary>
internal sealed class DecidedFees(long billId, bool returned, int capacity)
{
    private static readonly object Zero = 0L;

    private readonly List<object?[]> _rows = new(capacity);
    private readonly List<Group> _groupOf = new(capacity);
    private readonly Dictionary<(DateOnly Day, long Merchant, string Currency), Group> _groups = [];
    private Group? _last;
    private (long Id, object Boxed) _rule;

    private sealed class Group(DateOnly day, long merchant, string currency)
    {
        public DateOnly Day { get; } = day;
        public long Merchant { get; } = merchant;
        public string Currency { get; } = currency;
        public object BoxedDay { get; } = day;
        public object BoxedMerchant { get; } = merchant;
        public long Sum { get; set; }
        public long Waived { get; set; }
        public object? Entry { get; set; }
        public object? WaiverEntry { get; set; }
    }

    /// <summary>Names the slice in entry keys: by the first item it decides, because no item is decided twice.</summary>
    public string Key { get; private set; } = string.Empty;

    public void Add(in DecidedFee fee)
    {
        if (_rows.Count == 0)
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"{billId}:{fee.ItemId}");
        }

        var group = Of(fee);
        group.Sum = checked(group.Sum + fee.AmountMinor);
        group.Waived = checked(group.Waived + fee.WaivedMinor);
        object item = fee.ItemId;
        _groupOf.Add(group);
        _rows.Add([
            null,
            group.BoxedMerchant,
            returned ? null : item,
            returned ? item : null,
            Rule(fee.RuleId),
            fee.GrossMinor,
            Box(fee.BeforeMinor),
            Box(fee.RefundMinor),
            Box(fee.AmountMinor),
            group.Currency,
            group.BoxedDay,
            null,
            fee.VolumeBeforeMinor,
            Box(fee.WaivedMinor),
            fee.WaiverId,
            null,
        ]);
    }

    public async Task Post(PortalDb db, LedgerPoster poster, CancellationToken ct)
    {
        if (_rows.Count == 0)
        {
            return;
        }

        await PostEntries(db, poster, ct);
        var ids = await Bulk.ReserveIds(db, "Fees", _rows.Count, ct);
        for (var at = 0; at < ids.Length; at++)
        {
            var (row, group) = (_rows[at], _groupOf[at]);
            row[0] = ids[at];
            row[11] = ReferenceEquals(row[8], Zero) ? null : group.Entry;
            row[15] = ReferenceEquals(row[13], Zero) ? null : group.WaiverEntry;
        }

        await Bulk.Insert(db, "Fees", Fee.Columns, _rows, ct);
    }

    private async Task PostEntries(PortalDb db, LedgerPoster poster, CancellationToken ct)
    {
        var entries = new List<JournalEntry>(_groups.Count);
        var takers = new List<Action<long>>(_groups.Count);
        foreach (
            var group in _groups
                .Values.OrderBy(one => one.Day)
                .ThenBy(one => one.Merchant)
                .ThenBy(one => one.Currency, StringComparer.Ordinal)
        )
        {
            var merchant = LedgerCode.MerchantPending(group.Merchant);
            if (group.Sum > 0)
            {
                entries.Add(
                    Move(
                        group,
                        returned ? EntryKind.FeeReturn : EntryKind.Fee,
                        !returned,
                        merchant,
                        LedgerCode.PaymentFeeRevenue,
                        group.Sum
                    )
                );
                takers.Add(id => group.Entry = id);
            }

            if (group.Waived > 0)
            {
                var kind = returned ? EntryKind.FeeWaiverReturn : EntryKind.FeeWaiver;
                entries.Add(Move(group, kind, returned, merchant, LedgerCode.FeeWaivers, group.Waived));
                takers.Add(id => group.WaiverEntry = id);
            }
        }

        var ids = await poster.PostMany(db, entries, ct);
        for (var at = 0; at < ids.Length; at++)
        {
            takers[at](ids[at]);
        }
    }

    private JournalEntry Move(Group group, EntryKind kind, bool costs, LedgerCode merchant, LedgerCode other, long minor)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{EntryKinds.Of(kind).Name}:{Key}:{group.Day:yyyyMMdd}:{group.Merchant}:{group.Currency}"
        );
        var amount = new Money(minor, Currency.Of(group.Currency));
        return costs
            ? JournalEntry.Move(name, kind, group.Day, merchant, other, amount)
            : JournalEntry.Move(name, kind, group.Day, other, merchant, amount);
    }

    private Group Of(in DecidedFee fee)
    {
        if (_last is { } last && last.Merchant == fee.MerchantId && last.Day == fee.Day && last.Currency == fee.Currency)
        {
            return last;
        }

        var target = (fee.Day, fee.MerchantId, fee.Currency);
        if (!_groups.TryGetValue(target, out var group))
        {
            _groups[target] = group = new Group(fee.Day, fee.MerchantId, fee.Currency);
        }

        return _last = group;
    }

    private object? Rule(long? id)
    {
        if (id is not { } known)
        {
            return null;
        }

        if (_rule.Id != known)
        {
            _rule = (known, known);
        }

        return _rule.Boxed;
    }

    private static object Box(long value) => value == 0 ? Zero : value;
}
