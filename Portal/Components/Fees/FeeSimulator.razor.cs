using Microsoft.AspNetCore.Components;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Fees;

/// <summary>Tries the published rules out: an amount, a channel, a moment, whose; the fee with its steps.</summary>
public sealed partial class FeeSimulator
{
    private FeeKind kind;
    private string amount = "100.00";
    private string slug = string.Empty;
    private string volume = string.Empty;
    private Channel channel;
    private DateOnly day;
    private TimeOnly time = new(12, 0);
    private string? wrongAmount;
    private string? wrongVolume;
    private FeeTrial? trial;

    [Parameter, EditorRequired]
    public required SettlementZone Zone { get; set; }

    [Inject]
    public required FeeRuleService Fees { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    protected override void OnInitialized() => day = Zone.Today(Clock);

    private async Task Try()
    {
        trial = null;
        var minor = MoneyText.Read(amount, Currency.Cny)?.MinorUnits;
        var before = MoneyText.Read(volume, Currency.Cny)?.MinorUnits;
        wrongAmount = minor is null ? FeesTexts.AmountShape : null;
        wrongVolume = before is null && volume.Trim().Length > 0 ? FeesTexts.AmountShape : null;
        if (minor is not { } known || wrongVolume is not null)
        {
            return;
        }

        var ask = new FeeTrialAsk(kind, slug.Trim(), channel, known, Zone.InstantOf(day, time), before);
        await Act(async me => trial = await Fees.Try(me, ask, Gone));
    }
}
