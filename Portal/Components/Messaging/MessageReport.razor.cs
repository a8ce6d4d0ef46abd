using Microsoft.AspNetCore.Components;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Resources;

namespace Portal.Components.Messaging;

/// <summary>A message that is no draft any more: when it goes, what became of it, what can still be done.</summary>
public sealed partial class MessageReport
{
    private static readonly TimeSpan WatchFrom = TimeSpan.FromMinutes(2);
    private bool recalling;
    private TimeSpan cancelFor;
    private TimeSpan recallFor;

    [Parameter, EditorRequired]
    public required string Merchant { get; set; }

    [Parameter, EditorRequired]
    public required MessageDetail Message { get; set; }

    [Parameter]
    public bool MayPublish { get; set; }

    /// <summary>The message has moved on: the page reads it again.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    public required PolicyNumbers Numbers { get; init; }

    [Inject]
    public required PublishingService Publishing { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private TimeSpan? Left => Message.DueUtc - Clock.UtcNow();

    private TimeSpan RecallLeft => Message.SentUtc is { } sent ? sent + recallFor - Clock.UtcNow() : TimeSpan.Zero;

    private string Lead =>
        Message.State switch
        {
            MessageState.Scheduled => Fmt.Text(
                MessagingTexts.LeadScheduled,
                Fmt.Instant(Message.DueUtc, Zone.Zone),
                Message.Account.DisplayName
            ),
            MessageState.Sent => Fmt.Text(MessagingTexts.LeadSent, Fmt.Instant(Message.SentUtc, Zone.Zone), Message.Account.DisplayName),
            MessageState.Recalled => Fmt.Text(MessagingTexts.LeadRecalled, Fmt.Instant(Message.RecalledUtc, Zone.Zone)),
            MessageState.Held => MessagingTexts.LeadHeld,
            MessageState.Failed or MessageState.Cancelled or MessageState.Checking or MessageState.Sending or MessageState.Draft =>
                $"{Message.Number} · {Message.Account.DisplayName}",
        };

    protected override async Task OnInitializedAsync() =>
        (cancelFor, recallFor) = await Numbers.Read(
            (policies, now) =>
                (policies.At(MessagingPolicies.MessageCancelSeconds, now), policies.At(MessagingPolicies.MessageRecallMinutes, now)),
            Gone
        );

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Message.State is MessageState.Scheduled or MessageState.Sending)
        {
            await Watch();
        }
    }

    /// <summary>Counts down, and looks every second once the time has come.</summary>
    private async Task Watch()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(Gone))
            {
                if (Message.State is not (MessageState.Scheduled or MessageState.Sending) || Left > WatchFrom)
                {
                    return;
                }

                if (Left <= TimeSpan.Zero)
                {
                    await OnChanged.InvokeAsync();
                }

                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task Cancel()
    {
        if (await Act(actor => Publishing.Cancel(actor, Merchant, Message.Number, Gone)))
        {
            await OnChanged.InvokeAsync();
        }
    }

    private async Task Recall()
    {
        if (await Act(actor => Publishing.Recall(actor, Merchant, Message.Number, Gone)))
        {
            await OnChanged.InvokeAsync();
        }
    }

    private async Task Reopen()
    {
        if (await Act(actor => Publishing.Reopen(actor, Merchant, Message.Number, Gone)))
        {
            await OnChanged.InvokeAsync();
        }
    }
}
