using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

public enum FeeProposalState
{
    Waiting,
    Published,
    Dropped,
}

/// <summary>A rule that somebody wrote down and nobody has agreed to yet: it charges nothing.</summary>
public sealed class FeeProposal : IVersioned
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
        new(Content(draft.Name, draft.Merchant, draft.Channel, draft.Currency, draft.Terms, draft.FromUtc, draft.ToUtc))
        {
            [ReplacesField] = Digits(draft.ReplacesId),
        };

    internal static Dictionary<string, string?> Content(FeeRule rule, string? merchant) =>
        Content(rule.Name, merchant, rule.Channel, rule.Currency, rule.Terms, rule.FromUtc, rule.ToUtc);

    private static Dictionary<string, string?> Content(
        string name,
        string? merchant,
        Channel? channel,
        string currency,
        FeeTerms terms,
        DateTime fromUtc,
        DateTime? toUtc
    ) =>
        new()
        {
            ["name"] = name,
            ["target"] = merchant,
            ["channel"] = channel?.ToString(),
            ["currency"] = currency,
            ["rate"] = Digits(terms.PartsPerMillion),
            ["fixed"] = Digits(terms.FixedMinor),
            ["minimum"] = Digits(terms.MinimumMinor),
            ["cap"] = Digits(terms.CapMinor),
            ["refunds"] = terms.OnRefund.ToString(),
            ["from"] = Instant(fromUtc),
            ["to"] = Instant(toUtc),
        };

    private static string? Digits(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string? Instant(DateTime? utc) => utc?.ToString("O", CultureInfo.InvariantCulture);
}
