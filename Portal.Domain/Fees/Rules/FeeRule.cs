using Portal.Domain.Accounts;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

/// <summary>Whom a rule is about; the narrower one wins, from the bottom up.</summary>
public enum FeeScope
{
    All,
    Category,
    Merchant,
    Account,
}

/// <summary>How a rule came to be. A promotion goes before the plain rule of the same target; a waiver is a line beside the fee.</summary>
public enum FeeNature
{
    Standard,
    Promotion,

    /// <summary>Its rate is the share of the fee that is not collected.</summary>
    Waiver,
}

/// <summary>
/// One version of a fee rule, in force from an instant to an instant. It is never edited: a new version ends the old one at the moment it
/// begins, so yesterday's fees can be replayed tomorrow.
/// </summary>
internal sealed class FeeRule
{
    public const int NameMax = 80;
    public const int OwnerMax = 80;
    public const int WhyMax = 300;

    private FeeRule() { }

    public long Id { get; private set; }
    public string Name { get; private set; } = string.Empty;
    public FeeKind Kind { get; private set; }
    public FeeNature Nature { get; private set; }
    public FeeScope Scope { get; private set; }
    public AccountCategory? Category { get; private set; }

    /// <summary>Of a rule for one merchant or for one of its gateway accounts.</summary>
    public long? MerchantId { get; private set; }
    public long? GatewayAccountId { get; private set; }

    /// <summary>Null: any channel.</summary>
    public Channel? Channel { get; private set; }
    public string Currency { get; private set; } = string.Empty;
    public long PartsPerMillion { get; private set; }
    public long FixedMinor { get; private set; }
    public long? MinimumMinor { get; private set; }
    public long? CapMinor { get; private set; }

    /// <summary>Rates above a month's volume as text (<see cref="FeeTiers"/>); null: one rate for all.</summary>
    public string? Tiers { get; private set; }
    public RefundPolicy RefundPolicy { get; private set; }
    public DateTime FromUtc { get; private set; }
    public DateTime? ToUtc { get; private set; }

    /// <summary>Of a promotion or waiver: who answers for it, and what for.</summary>
    public string Owner { get; private set; } = string.Empty;
    public string Why { get; private set; } = string.Empty;

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

    public FeeTerms Terms => field ??= new(PartsPerMillion, FixedMinor, MinimumMinor, CapMinor, RefundPolicy, FeeTiers.Read(Tiers));

    internal static FeeRule Of(FeeRuleDraft draft, FeeTarget target, FeeRule? replaces, string madeBy, DateTime nowUtc) =>
        new()
        {
            Name = Text.Required(draft.Name, nameof(Name), NameMax),
            Kind = draft.Kind,
            Nature = draft.Nature,
            Scope = target.Scope,
            Category = target.Scope == FeeScope.Category ? draft.Category : null,
            MerchantId = target.MerchantId,
            GatewayAccountId = target.GatewayAccountId,
            Channel = draft.Channel,
            Currency = Kernel.Currency.Of(draft.Currency).Code,
            PartsPerMillion = draft.Terms.PartsPerMillion,
            FixedMinor = draft.Terms.FixedMinor,
            MinimumMinor = draft.Terms.MinimumMinor,
            CapMinor = draft.Terms.CapMinor,
            Tiers = draft.Terms.Tiers?.ToString(),
            RefundPolicy = draft.Terms.OnRefund,
            FromUtc = draft.FromUtc,
            ToUtc = draft.ToUtc,
            Owner = Text.Optional(draft.Owner, nameof(Owner), OwnerMax),
            Why = Text.Optional(draft.Why, nameof(Why), WhyMax),
            ReplacesId = replaces?.Id,
            Edition = (replaces?.Edition ?? 0) + 1,
            MadeBy = madeBy,
            MadeUtc = nowUtc,
        };

    internal void PublishedBy(Actor actor, string? approval) => (ApprovedBy, ApprovalNumber) = (actor.Name, approval);

    internal bool Covers(DateTime utc) => FromUtc <= utc && (ToUtc is not { } to || utc < to);

    internal bool SameTarget(FeeRule other) =>
        (Kind, Nature, Scope, Category, MerchantId, GatewayAccountId, Channel, Currency)
        == (other.Kind, other.Nature, other.Scope, other.Category, other.MerchantId, other.GatewayAccountId, other.Channel, other.Currency);

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

/// <summary>Whom a draft turned out to be about.</summary>
internal sealed record FeeTarget(FeeScope Scope, long? MerchantId, long? GatewayAccountId);
