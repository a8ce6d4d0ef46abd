using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

internal enum FeeProposalState
{
    Waiting,
    Published,
    Dropped,
}

/// <summary>A rule that somebody wrote down and nobody has agreed to yet: it charges nothing.</summary>
internal sealed class FeeProposal : IVersioned
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private const string ReplacesField = "replaces";

    private FeeProposal() { }

    public long Id { get; private set; }

    /// <summary>The <see cref="FeeRuleDraft"/> as JSON.</summary>
    public string Draft { get; private set; } = "{}";
    public long? MerchantId { get; private set; }
    public FeeProposalState State { get; private set; }
    public long? RuleId { get; private set; }
    public DateTime MadeUtc { get; private set; }
    public int Version { get; private set; }

    internal static FeeProposal Of(FeeRuleDraft draft, long? merchantId, DateTime nowUtc) =>
        new()
        {
            Draft = JsonSerializer.Serialize(draft, Json),
            MerchantId = merchantId,
            MadeUtc = nowUtc,
        };

    internal FeeRuleDraft Read() => JsonSerializer.Deserialize<FeeRuleDraft>(Draft, Json)!;

    internal void Publish(FeeRule rule)
    {
        Refusal.Unless(State == FeeProposalState.Waiting, KernelRefusals.Conflict);
        (State, RuleId) = (FeeProposalState.Published, rule.Id);
    }

    internal void Drop()
    {
        Refusal.Unless(State == FeeProposalState.Waiting, KernelRefusals.Conflict);
        State = FeeProposalState.Dropped;
    }

    /// <summary>What a checker agrees to, field by field.</summary>
    internal static Dictionary<string, string?> Content(FeeRuleDraft draft) =>
        new(Content(draft, draft.Terms)) { [ReplacesField] = Digits(draft.ReplacesId) };

    /// <summary>A rule in force, as the draft it was: <paramref name="draft"/> has the same target.</summary>
    internal static Dictionary<string, string?> Content(FeeRule rule, DateTime? untilUtc, FeeRuleDraft draft) =>
        Content(draft with { Name = rule.Name, FromUtc = rule.FromUtc, ToUtc = untilUtc, Owner = rule.Owner, Why = rule.Why }, rule.Terms);

    private static Dictionary<string, string?> Content(FeeRuleDraft draft, FeeTerms terms) =>
        new()
        {
            ["name"] = draft.Name,
            ["feeKind"] = draft.Kind.ToString(),
            ["nature"] = draft.Nature.ToString(),
            ["target"] = draft.Merchant,
            ["category"] = draft.Category?.ToString(),
            ["gatewayAccount"] = draft.Account,
            ["channel"] = draft.Channel?.ToString(),
            ["currency"] = draft.Currency,
            ["rate"] = Digits(terms.PartsPerMillion),
            ["fixed"] = Digits(terms.FixedMinor),
            ["minimum"] = Digits(terms.MinimumMinor),
            ["cap"] = Digits(terms.CapMinor),
            ["tiers"] = terms.Tiers?.ToString(),
            ["refunds"] = terms.OnRefund.ToString(),
            ["from"] = Instant(draft.FromUtc),
            ["to"] = Instant(draft.ToUtc),
            ["owner"] = string.IsNullOrEmpty(draft.Owner) ? null : draft.Owner,
            ["why"] = string.IsNullOrEmpty(draft.Why) ? null : draft.Why,
        };

    private static string? Digits(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Instant(DateTime? utc) => utc?.ToString("O", CultureInfo.InvariantCulture);
}
