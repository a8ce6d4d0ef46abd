using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Fees;

/// <summary>What a rule is about and what it charges.</summary>
public sealed partial class FeeFields
{
    [Parameter, EditorRequired]
    public required FeeFormView Form { get; set; }

    /// <summary>What the rules refused, shown beside the field it names.</summary>
    [Parameter]
    public Refusal? Problem { get; set; }

    /// <summary>Only rules for payments can be asked about: a what-if.</summary>
    [Parameter]
    public bool PaymentsOnly { get; set; }

    /// <summary>The rate, an amount or the refund policy changed.</summary>
    [Parameter]
    public EventCallback OnTermsChanged { get; set; }

    private bool Fixed => Form.ReplacesId is not null;

    private bool HasTiers => Form.Nature != FeeNature.Waiver && Form.Kind is FeeKind.Payment or FeeKind.Transfer;

    private string? KindHint =>
        Form.Kind switch
        {
            FeeKind.Payment => null,
            FeeKind.RefundHandling => FeePlanTexts.Hint_RefundHandling,
            FeeKind.Transfer => FeePlanTexts.Hint_Transfer,
            FeeKind.Payout => FeePlanTexts.Hint_Payout,
            FeeKind.Monthly => FeePlanTexts.Hint_Monthly,
        };

    private string? NatureHint =>
        Form.Nature switch
        {
            FeeNature.Standard => null,
            FeeNature.Promotion => FeePlanTexts.Hint_Promotion,
            FeeNature.Waiver => FeePlanTexts.Hint_Waiver,
        };

    private string ChannelText
    {
        get => Form.Channel?.ToString() ?? string.Empty;
        set => Form.Channel = Enum.TryParse<Channel>(value, out var channel) ? channel : null;
    }

    private string CategoryText
    {
        get => Form.Category?.ToString() ?? string.Empty;
        set => Form.Category = Enum.TryParse<AccountCategory>(value, out var category) ? category : null;
    }

    private void Add() => Form.Tiers.Add(new TierLine());

    private Task Drop(TierLine line)
    {
        Form.Tiers.Remove(line);
        return OnTerms();
    }

    private Task OnTerms() => OnTermsChanged.InvokeAsync();

    private string? Wrong(string typed, string? refused = null) => FeeLabels.Wrong(Form, Problem, typed, refused);
}
