using Portal.Domain.Data;

namespace Portal.Domain.Messaging;

/// <summary>A slot of an account's quota, held by a message from scheduling on. Unique on (account, period, slot): that is the limit (I-32).</summary>
internal sealed class QuotaReservation : IOfMerchant
{
    private QuotaReservation() { }

    public QuotaReservation(Message message, QuotaPeriod period, int slot, DateTime nowUtc)
    {
        MerchantId = message.MerchantId;
        AccountId = message.AccountId;
        MessageId = message.Id;
        Period = period.Key;
        Slot = slot;
        ReservedUtc = nowUtc;
    }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public long AccountId { get; private set; }
    public long MessageId { get; private set; }
    public string Period { get; private set; } = string.Empty;
    public int Slot { get; private set; }
    public DateTime ReservedUtc { get; private set; }
}
