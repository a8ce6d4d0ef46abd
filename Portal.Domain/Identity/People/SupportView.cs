using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>
/// Support looks at an organisation as its owner sees it: for a stated reason, for some minutes, and reading only. While one is open the Gate
/// refuses its holder everything that writes or exports, anywhere.
/// </summary>
internal sealed class SupportView : IOfMerchant
{
    public const int WhyMin = 8;
    public const int WhyMax = 200;

    private SupportView() { }

    public SupportView(long staffId, Merchant merchant, string why, TimeSpan life, DateTime nowUtc)
    {
        StaffId = staffId;
        MerchantId = merchant.Id;
        Why = Text.Required(why, nameof(Why), WhyMax);
        if (Why.Length < WhyMin)
        {
            throw new Refusal(IdentityRefusals.WhyTooShort, WhyMin).On(nameof(Why));
        }

        StartedUtc = nowUtc;
        EndsUtc = nowUtc + life;
    }

    public long Id { get; private set; }
    public long StaffId { get; private set; }
    public long MerchantId { get; private set; }
    public string Why { get; private set; } = string.Empty;
    public DateTime StartedUtc { get; private set; }

    /// <summary>When it closes by itself; moved forward when it is ended before.</summary>
    public DateTime EndsUtc { get; private set; }

    public void End(DateTime nowUtc) => EndsUtc = nowUtc < EndsUtc ? nowUtc : EndsUtc;
}
