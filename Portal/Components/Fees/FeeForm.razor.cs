using Microsoft.AspNetCore.Components;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Fees;

/// <summary>The fields of a rule or of its next version.</summary>
public sealed partial class FeeForm
{
    [Parameter, EditorRequired]
    public required FeeSheet Sheet { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    /// <summary>What the rules refused, shown beside the field it names.</summary>
    [Parameter]
    public Refusal? Problem { get; set; }

    [Parameter]
    public bool MaySave { get; set; }

    /// <summary>The rate, an amount or the refund policy changed.</summary>
    [Parameter]
    public EventCallback OnTermsChanged { get; set; }

    [Parameter]
    public EventCallback OnSave { get; set; }

    private string ScopeText
    {
        get => Sheet.ForOne ? nameof(FeeScope.Merchant) : nameof(FeeScope.All);
        set => Sheet.ForOne = value == nameof(FeeScope.Merchant);
    }

    private string ChannelText
    {
        get => Sheet.Channel?.ToString() ?? string.Empty;
        set => Sheet.Channel = Enum.TryParse<Channel>(value, out var channel) ? channel : null;
    }

    private Task OnTerms() => OnTermsChanged.InvokeAsync();

    private string? Wrong(string typed, string? refused = null) =>
        Sheet.Wrong.TryGetValue(typed, out var sentence) ? sentence
        : refused is null || Problem?.Field != refused ? null
        : Problem.IsNotFound ? FeesTexts.SlugUnknown
        : Say.Refusal(Problem);
}
