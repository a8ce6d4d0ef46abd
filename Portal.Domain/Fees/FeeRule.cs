using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

/// <summary>What a rule charges for. Certification fees are of the certification schedule; more kinds come with payouts and transfers.</summary>
public enum FeeKind
{
    Payment,
}

/// <summary>Whose payments a rule is about; the narrower one wins.</summary>
public enum FeeScope
{
    All,
    Merchant,
}

/// <summary>
/// One version of a fee rule, in force from an instant to an instant. It is never edited: a new version ends the old one at the moment it
/// begins, so yesterday's fees can be replayed tomorrow.
/// </summary>
public sealed class FeeRule
{
    public const int NameMax = 80;

    private FeeRule() { }

    public long Id { get; private set; }
    public string Name { get; private set; } = string.Empty;
    public FeeKind Kind { get; private set; }
    public FeeScope Scope { get; private set; }
    public long? MerchantId { get; private set; }

    /// <summary>Null: any channel.</summary>
    public Channel? Channel { get; private set; }
    public string Currency { get; private set; } = string.Empty;
    public long PartsPerMillion { get; private set; }
    public long FixedMinor { get; private set; }
    public long? MinimumMinor { get; private set; }
    public long? CapMinor { get; private set; }
    public RefundPolicy RefundPolicy { get; private set; }
    public DateTime FromUtc { get; private set; }
    public DateTime? ToUtc { get; private set; }

    /// <summary>The rule this one took the place of.</summary>
    public long? ReplacesId { get; private set; }

    /// <summary>1 for a new rule, one more with every version of it.</summary>
    public int Edition { get; private set; }
    public string MadeBy { get; private set; } = string.Empty;
    public DateTime MadeUtc { get; private set; }

    /// <summary>Who agreed to it; the operator's shell publishes alone. Empty on the rule a site starts with.</summary>
    public string ApprovedBy { get; private set; } = string.Empty;

    /// <summary>The approval that published it; null when the operator's shell did.</summary>
    public string? ApprovalNumber { get; private set; }

    public FeeTerms Terms => new(PartsPerMillion, FixedMinor, MinimumMinor, CapMinor, RefundPolicy);

    internal static FeeRule Of(FeeRuleDraft draft, long? merchantId, FeeRule? replaces, string madeBy, DateTime nowUtc) =>
        new()
        {
            Name = Text.Required(draft.Name, nameof(Name), NameMax),
            Kind = draft.Kind,
            Scope = merchantId is null ? FeeScope.All : FeeScope.Merchant,
            MerchantId = merchantId,
            Channel = draft.Channel,
            Currency = Kernel.Currency.Of(draft.Currency).Code,
            PartsPerMillion = draft.Terms.PartsPerMillion,
            FixedMinor = draft.Terms.FixedMinor,
            MinimumMinor = draft.Terms.MinimumMinor,
            CapMinor = draft.Terms.CapMinor,
            RefundPolicy = draft.Terms.OnRefund,
            FromUtc = draft.FromUtc,
            ToUtc = draft.ToUtc,
            ReplacesId = replaces?.Id,
            Edition = (replaces?.Edition ?? 0) + 1,
            MadeBy = madeBy,
            MadeUtc = nowUtc,
        };

    internal void PublishedBy(Actor actor, string? approval) => (ApprovedBy, ApprovalNumber) = (actor.Name, approval);

    internal bool Covers(DateTime utc) => FromUtc <= utc && (ToUtc is not { } to || utc < to);

    internal bool SameTarget(FeeRule other) =>
        (Kind, Scope, MerchantId, Channel, Currency) == (other.Kind, other.Scope, other.MerchantId, other.Channel, other.Currency);

    internal bool Overlaps(FeeRule other) => (ToUtc is not { } to || other.FromUtc < to) && (other.ToUtc is not { } end || FromUtc < end);

    /// <summary>Ends the rule where its next version begins.</summary>
    internal void EndAt(DateTime utc)
    {
        if (utc <= FromUtc || utc > ToUtc)
        {
            throw new Refusal(FeesRefusals.EndBeforeStart, Name).On(nameof(FromUtc));
        }

        ToUtc = utc;
    }
}

/// <summary>A rule as a person writes it down. <see cref="Merchant"/> is a slug; null means everybody.</summary>
public sealed record FeeRuleDraft(
    string Name,
    FeeKind Kind,
    string? Merchant,
    Channel? Channel,
    string Currency,
    FeeTerms Terms,
    DateTime FromUtc,
    DateTime? ToUtc,
    long? ReplacesId = null
);
