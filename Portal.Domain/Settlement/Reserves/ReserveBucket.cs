using Portal.Domain.Data;

namespace Portal.Domain.Settlement;

/// <summary>What was held back of one day's gross, and when it goes back: by its age, with one ledger entry, onto the next statement.</summary>
internal sealed class ReserveBucket : IOfMerchant
{
    private ReserveBucket() { }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public string Currency { get; private set; } = string.Empty;
    public long StatementId { get; private set; }
    public DateOnly Day { get; private set; }
    public long AmountMinor { get; private set; }
    public DateOnly ReleaseDay { get; private set; }
    public long? ReleasedEntryId { get; private set; }
    public DateTime? ReleasedUtc { get; private set; }

    public static ReserveBucket Of(Statement statement, DateOnly day, long amountMinor, DateOnly releaseDay) =>
        new()
        {
            MerchantId = statement.MerchantId,
            Currency = statement.Currency,
            StatementId = statement.Id,
            Day = day,
            AmountMinor = amountMinor,
            ReleaseDay = releaseDay,
        };

    internal void Release(long entryId, DateTime nowUtc) => (ReleasedEntryId, ReleasedUtc) = (entryId, nowUtc);
}
