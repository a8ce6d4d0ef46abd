using System.Globalization;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Fees;

/// <summary>
/// The fees of one slice: rows, and one entry per merchant, day and currency whose amount is the sum of the fees that name it; waivers have
/// entries of their own.
/// </summary>
internal sealed class DecidedFees(long billId, bool returned, int capacity)
{
    private readonly List<Fee> _fees = new(capacity);
    private readonly List<Group> _groupOf = new(capacity);
    private readonly Dictionary<(DateOnly Day, long Merchant, string Currency), Group> _groups = [];
    private Group? _last;

    private sealed class Group(DateOnly day, long merchant, string currency)
    {
        public DateOnly Day { get; } = day;
        public long Merchant { get; } = merchant;
        public string Currency { get; } = currency;
        public long Sum { get; set; }
        public long Waived { get; set; }
        public long? Entry { get; set; }
        public long? WaiverEntry { get; set; }
    }

    /// <summary>Names the slice in entry keys: by the first item it decides, because no item is decided twice.</summary>
    public string Key { get; private set; } = string.Empty;

    public void Add(Fee fee)
    {
        if (_fees.Count == 0)
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"{billId}:{fee.RefundId ?? fee.PaymentId}");
        }

        var group = Of(fee);
        group.Sum = checked(group.Sum + fee.AmountMinor);
        group.Waived = checked(group.Waived + fee.WaivedMinor);
        _groupOf.Add(group);
        _fees.Add(fee);
    }

    public async Task Post(PortalDb db, LedgerPoster poster, CancellationToken ct)
    {
        if (_fees.Count == 0)
        {
            return;
        }

        await PostEntries(db, poster, ct);
        for (var at = 0; at < _fees.Count; at++)
        {
            _fees[at].CarriedBy(_groupOf[at].Entry, _groupOf[at].WaiverEntry);
        }

        await Bulk.Insert(db, _fees, ct);
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
                var kind = returned ? EntryKind.FeeReturn : EntryKind.Fee;
                entries.Add(Move(group, kind, !returned, merchant, LedgerCode.PaymentFeeRevenue, group.Sum));
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

    private Group Of(Fee fee)
    {
        if (_last is { } last && last.Merchant == fee.MerchantId && last.Day == fee.BusinessDay && last.Currency == fee.Currency)
        {
            return last;
        }

        var target = (fee.BusinessDay, fee.MerchantId, fee.Currency);
        if (!_groups.TryGetValue(target, out var group))
        {
            _groups[target] = group = new Group(fee.BusinessDay, fee.MerchantId, fee.Currency);
        }

        return _last = group;
    }
}
