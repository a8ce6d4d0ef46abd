using Microsoft.AspNetCore.Components;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Resources;

namespace Portal.Components.Messaging;

/// <summary>Now or at a time, with the zone in which the time is meant.</summary>
public sealed partial class DeliveryCard
{
    // Not written into the markup: there a bound date would have to be a whole DateTime, and half a date is typed too.
    private const string DateInput = "date";
    private const string TimeInput = "time";
    private TimeSpan cancelFor;

    [Parameter, EditorRequired]
    public required Draft Draft { get; set; }

    [Parameter]
    public Refusal? Refused { get; set; }

    [Parameter]
    public EventCallback OnChange { get; set; }

    [Inject]
    public required PolicyNumbers Numbers { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private string Hint =>
        Draft.IsScheduled
            ? Fmt.Text(MessagingTexts.ZoneHint, MessageLabels.ZoneName(Zone, Clock.UtcNow()))
            : Fmt.Text(MessagingTexts.NowHint, Fmt.Span(cancelFor));

    protected override async Task OnInitializedAsync() =>
        cancelFor = await Numbers.Now(MessagingPolicies.MessageCancelSeconds, CancellationToken.None);

    private Task Now()
    {
        Draft.IsScheduled = false;
        return OnChange.InvokeAsync();
    }

    private Task Later()
    {
        Draft.IsScheduled = true;
        Draft.SuggestPlan(Zone, Clock.UtcNow());
        return OnChange.InvokeAsync();
    }

    private Task SetDate(string? picked)
    {
        Draft.PlanDate = picked ?? string.Empty;
        return OnChange.InvokeAsync();
    }

    private Task SetTime(string? picked)
    {
        Draft.PlanTime = Draft.TimeOf(picked);
        return OnChange.InvokeAsync();
    }
}
