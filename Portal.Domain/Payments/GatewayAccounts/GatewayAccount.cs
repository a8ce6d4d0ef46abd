using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>
/// A merchant number at a payment gateway, and whose it is. A number that a bill mentions before anybody claimed it stands here without a
/// merchant: its money waits in suspense.
/// </summary>
internal sealed class GatewayAccount
{
    public const int ProviderMax = 16;

    private GatewayAccount() { }

    public long Id { get; private set; }

    /// <summary>The gateway, e.g. <c>wechat</c>.</summary>
    public string Provider { get; private set; } = string.Empty;
    public string MerchantNo { get; private set; } = string.Empty;
    public long? MerchantId { get; private set; }
    public DateTime AddedUtc { get; private set; }

    /// <summary>Alipay: its bills write a service fee that is charged positive, where the bill itself does not tell.</summary>
    public bool PositiveFees { get; private set; }

    public void WriteFees(bool positive) => PositiveFees = positive;

    /// <summary>Whoever gives the number an owner, or counts on its having none, does so inside this lock: the first is not written over.</summary>
    internal static string LockName(string provider, string merchantNo) => $"gateway-account:{provider}:{merchantNo}";

    /// <summary>The account inside its lock, read after that was taken.</summary>
    internal static async Task<GatewayAccount> InTurn(PortalDb db, long id, CancellationToken ct)
    {
        var key = await db.GatewayAccounts.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        await db.Acquire(LockName(key.Provider, key.MerchantNo), ct);
        return await db.GatewayAccounts.SingleAsync(row => row.Id == id, ct);
    }

    public static GatewayAccount Of(string provider, string merchantNo, long? merchantId, DateTime nowUtc) =>
        new()
        {
            Provider = Gateways.Known(provider),
            MerchantNo = GatewayNumbers.Of(provider, merchantNo),
            MerchantId = merchantId,
            AddedUtc = nowUtc,
        };

    /// <summary>A number that a bill mentions, as the gateway writes it there.</summary>
    public static GatewayAccount Seen(string provider, string merchantNo, DateTime nowUtc) =>
        new()
        {
            Provider = provider,
            MerchantNo = merchantNo,
            AddedUtc = nowUtc,
        };

    /// <summary>Says whose number it is. A number never changes hands: its history belongs to the first.</summary>
    public void Assign(long merchantId)
    {
        Refusal.Unless(MerchantId is null || MerchantId == merchantId, PaymentsRefusals.GatewayAccountTaken, MerchantNo);
        MerchantId = merchantId;
    }
}
