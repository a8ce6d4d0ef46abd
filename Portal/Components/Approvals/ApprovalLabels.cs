using System.Globalization;
using Portal.Components.Accounts;
using Portal.Components.Admin.Policies;
using Portal.Components.Fees;
using Portal.Components.Settlement;
using Portal.Components.Shared;
using Portal.Domain.Accounts;
using Portal.Domain.Approvals;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Components.Approvals;

/// <summary>What kinds, states, fields and values of approvals are called.</summary>
public static class ApprovalLabels
{
    /// <summary>
    /// In the hash and not on the page, each for the reason that stands beside it. Everything else that is hashed is shown; a test looks at
    /// every kind.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Technical { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["seal"] =
                "A hash itself: of a number that stays sealed, of the list of payees below, or of which rows the lists above are. Nothing in it can be read.",
        };

    /// <summary>More than this is read on the page, not in a confirmation.</summary>
    private const int RepeatedMax = 8;

    /// <summary>The order people read them in.</summary>
    private static readonly string[] Order =
    [
        "setting",
        "settingNow",
        "settingValue",
        "pack",
        "pair",
        "ours",
        "oursTotal",
        "theirs",
        "theirsTotal",
        "bankFee",
        "answer",
        "state",
        "reference",
        "amount",
        "note",
        "batch",
        "day",
        "payouts",
        "total",
        "holder",
        "holderDiffers",
        "bank",
        "number",
        "replaces",
        "name",
        "feeKind",
        "nature",
        "target",
        "category",
        "gatewayAccount",
        "channel",
        "rate",
        "cycle",
        "due",
        "fixed",
        "minimum",
        "cap",
        "tiers",
        "refunds",
        "reserve",
        "fromDay",
        "amount",
        "adjustmentReason",
        "note",
        "account",
        "payment",
        "statement",
        "from",
        "to",
        "owner",
        "why",
        "currency",
        "person",
        "otherAccount",
        "linkedWhy",
        "role",
        "permits",
        .. MoneyActLabels.Order,
    ];

    public static string Kind(string kind) => Text("Kind_" + Key(kind));

    /// <summary>What an approval is about, as its reader calls it.</summary>
    public static string Title(string kind, string title) =>
        kind != Domain.Operations.PolicyService.ApprovalKind ? title
        : PolicyPacks.Find(title) is not null ? Fmt.Text(PoliciesTexts.PackTitle, PolicyLabels.Pack(title))
        : PolicyLabels.Name(title);

    public static string Deciders(string kind) => Text("Deciders_" + Key(kind));

    public static string Field(string field) => PolicyKey(field) is { } key ? PolicyLabels.Name(key) : Text("Field_" + field);

    public static (ChipKind Kind, string Icon, string Text) State(ApprovalState state) =>
        state switch
        {
            ApprovalState.Proposed => (ChipKind.Warning, PortalIcons.Clock, ApprovalsTexts.State_Proposed),
            ApprovalState.Approved => (ChipKind.Success, PortalIcons.Check, ApprovalsTexts.State_Approved),
            ApprovalState.Rejected => (ChipKind.Error, PortalIcons.Close, ApprovalsTexts.State_Rejected),
            ApprovalState.Withdrawn => (ChipKind.Neutral, PortalIcons.Undo, ApprovalsTexts.State_Withdrawn),
            ApprovalState.Expired => (ChipKind.Neutral, PortalIcons.Hourglass, ApprovalsTexts.State_Expired),
            ApprovalState.Superseded => (ChipKind.Neutral, PortalIcons.Swap, ApprovalsTexts.State_Superseded),
        };

    public static IEnumerable<ContentLine> Shown(IEnumerable<ContentLine> lines) =>
        lines
            .Where(line => !Technical.ContainsKey(line.Field) && (line.Field != "permits" || line.After is not null))
            .OrderBy(line => Array.IndexOf(Order, line.Field) is var at and >= 0 ? at : int.MaxValue);

    /// <summary>What a confirmation says again: the lines that change something, the first of them where they are many.</summary>
    public static IEnumerable<ContentLine> Repeated(IReadOnlyList<ContentLine> lines) =>
        Shown(lines).Where(line => line.Changed).Take(RepeatedMax);

    /// <summary>The currency that the amounts of a content are in.</summary>
    public static string Currency(IEnumerable<ContentLine> lines) =>
        lines.FirstOrDefault(line => line.Field == "currency")?.After ?? Domain.Kernel.Currency.Cny.Code;

    /// <summary>A value as its field is read. <paramref name="currency"/> is that of the same content.</summary>
    public static string Value(string field, string? value, string currency, TimeZoneInfo zone) =>
        field switch
        {
            "target" => value ?? FeesTexts.Everybody,
            "channel" => FeeLabels.Channel(Enum.TryParse<Channel>(value, out var channel) ? channel : null),
            "to" when value is null => FeesTexts.Open,
            "fixed" when value == "0" => ApprovalsTexts.Nothing,
            "fromInstant" when value is null => PoliciesTexts.AtOnce,
            _ when string.IsNullOrEmpty(value) => ApprovalsTexts.Nothing,
            "replaces" => Fmt.Text(ApprovalsTexts.ReplacesRule, value),
            // Kept as "differs", asked as "is the same": the good answer is yes.
            "holderDiffers" => value == "yes" ? ApprovalsTexts.No : ApprovalsTexts.Yes,
            "bank" => Bank(value),
            "setting" => PolicyLabels.Name(value),
            "pack" => PolicyLabels.Pack(value),
            _ when PolicyKey(field) is { } policy => PolicyLabels.Value(policy, value),
            "answer" => Banking.BankLabels.Answer(Enum.Parse<Domain.Banking.ReconAnswer>(value)),
            "state" when Enum.TryParse<Domain.Banking.ReconState>(value, out var state) => Banking.BankLabels.State(state).Text,
            "pair" => Banking.BankLabels.Pair(Enum.Parse<Domain.Banking.ReconPair>(value)),
            "ours" or "theirs" => Banking.BankLabels.Lines(value, currency),
            "oursTotal" or "theirsTotal" => Banking.BankLabels.Signed(MoneyText.Kept(value), currency),
            "total" or "amount" or "bankFee" => FeeLabels.Money(MoneyText.Kept(value), currency),
            "day" => Fmt.Date(DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
            "number" => Number(value),
            "rate" => Fmt.Rate(MoneyText.Kept(value)),
            "fixed" or "minimum" or "cap" => FeeLabels.Money(MoneyText.Kept(value), currency),
            "feeKind" => FeeLabels.Kind(Enum.Parse<FeeKind>(value)),
            "nature" => FeeLabels.Nature(Enum.Parse<FeeNature>(value)),
            "category" => AccountLabels.Of(Enum.Parse<AccountCategory>(value)),
            "tiers" => FeeLabels.Tiers(FeeTiers.Read(value)!, currency),
            "refunds" => FeeLabels.Policy(Enum.Parse<RefundPolicy>(value)),
            "from" or "to" or "fromInstant" => Instant(value, zone),
            "permits" => string.Join(", ", value.Split(", ").Select(Permit)),
            "role" => string.Join(", ", value.Split(", ").Select(Role)),
            _ => MoneyActLabels.Value(field, value, currency) ?? TermsLabels.Value(field, value, currency) ?? value,
        };

    public static string Bank(string code) =>
        Banks.Find(code) is not { } bank ? code
        : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? bank.ChineseName
        : bank.Name;

    public static string Number(string last4) => Mask.Last4(last4);

    private static string Instant(string value, TimeZoneInfo zone)
    {
        var utc = DateTime.Parse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        return utc == DateTime.UnixEpoch ? FeesTexts.FromStart : Fmt.Instant(utc, zone);
    }

    /// <summary>The policy that a field of the content is about; null for every other field.</summary>
    private static string? PolicyKey(string field) =>
        field.StartsWith(Domain.Operations.PolicyService.ApprovalField, StringComparison.Ordinal)
            ? field[Domain.Operations.PolicyService.ApprovalField.Length..]
            : null;

    private static string Role(string role) =>
        SharedTexts.ResourceManager.GetString("StaffRole_" + role, CultureInfo.CurrentUICulture)
        ?? SharedTexts.ResourceManager.GetString("MerchantRole_" + role, CultureInfo.CurrentUICulture)
        ?? role;

    private static string Permit(string permit) =>
        Enum.TryParse<Domain.Identity.Permit>(permit, out var known) ? PermitLabels.Of(known) : permit;

    private static string Key(string kind) => kind.Replace('-', '_');

    private static string Text(string key) => ApprovalsTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture) ?? key;
}
