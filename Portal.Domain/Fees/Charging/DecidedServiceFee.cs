using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Domain.Fees;

/// <summary>A fee that is not a payment's, about to be stored. Those with the same entry key share one journal entry.</summary>
internal sealed record DecidedServiceFee(FeeKind Kind, long MerchantId, string Currency, DateOnly Day, DateTime AtUtc, string EntryKey)
{
    public long? RefundId { get; init; }
    public long? StatementId { get; init; }
    public DateOnly? Month { get; init; }
    public long BaseMinor { get; init; }
    public long RuleId { get; private init; }
    public long AmountMinor { get; private init; }
    public long? WaiverId { get; private init; }
    public long WaivedMinor { get; private init; }

    public DecidedServiceFee Priced(FeeRule rule, FeeRule? waiver, long amountMinor) =>
        this with
        {
            RuleId = rule.Id,
            AmountMinor = amountMinor,
            WaiverId = amountMinor == 0 ? null : waiver?.Id,
            WaivedMinor = waiver is null ? 0 : FeeArithmetic.Waived(waiver.Terms, amountMinor),
        };

    private static EntryKind Charge(FeeKind kind) =>
        kind switch
        {
            FeeKind.RefundHandling => EntryKind.RefundFee,
            FeeKind.Payout => EntryKind.PayoutFee,
            FeeKind.Monthly => EntryKind.MonthlyFee,
            FeeKind.Payment or FeeKind.Transfer => throw new InvalidOperationException($"{kind} is no service fee."),
        };

    private static LedgerCode Revenue(FeeKind kind) =>
        kind switch
        {
            FeeKind.RefundHandling => LedgerCode.RefundFeeRevenue,
            FeeKind.Payout => LedgerCode.PayoutFeeRevenue,
            FeeKind.Monthly => LedgerCode.MonthlyFeeRevenue,
            FeeKind.Payment or FeeKind.Transfer => throw new InvalidOperationException($"{kind} is no service fee."),
        };

    public static async Task Post(PortalDb db, LedgerPoster poster, IReadOnlyList<DecidedServiceFee> fees, CancellationToken ct)
    {
        if (fees.Count == 0)
        {
            return;
        }

        var charges = Entries(fees, fee => fee.AmountMinor, waiver: false);
        var waivers = Entries(fees, fee => fee.WaivedMinor, waiver: true);
        var ids = await poster.PostMany(db, [.. charges.Values, .. waivers.Values], ct);
        var entryOf = charges.Keys.Zip(ids).ToDictionary();
        var waiverOf = waivers.Keys.Zip(ids.Skip(charges.Count)).ToDictionary();
        var rows = fees.Select(fee =>
            ServiceFee.Of(fee, fee.AmountMinor == 0 ? null : entryOf[fee.EntryKey], fee.WaivedMinor == 0 ? null : waiverOf[fee.EntryKey])
        );
        await Bulk.Insert(db, rows.ToList(), ct);
    }

    private static Dictionary<string, JournalEntry> Entries(
        IReadOnlyList<DecidedServiceFee> fees,
        Func<DecidedServiceFee, long> amount,
        bool waiver
    )
    {
        var entries = new Dictionary<string, JournalEntry>(StringComparer.Ordinal);
        foreach (var group in fees.Where(fee => amount(fee) > 0).GroupBy(fee => fee.EntryKey, StringComparer.Ordinal))
        {
            var first = group.First();
            var sum = new Money(group.Sum(amount), Kernel.Currency.Of(first.Currency));
            var merchant = LedgerCode.MerchantPending(first.MerchantId);
            entries[group.Key] = waiver
                ? JournalEntry.Move(group.Key + ":waiver", EntryKind.ServiceFeeWaiver, first.Day, LedgerCode.FeeWaivers, merchant, sum)
                : JournalEntry.Move(group.Key, Charge(first.Kind), first.Day, merchant, Revenue(first.Kind), sum);
        }

        return entries;
    }
}
