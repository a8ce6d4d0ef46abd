using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Resources;

namespace Portal.Components.Wallet;

public sealed partial class ChatStream
{
    private static readonly TimeSpan NewTimeAfter = TimeSpan.FromMinutes(30);
    private Chat? chat;

    [Parameter]
    public string Handle { get; set; } = string.Empty;

    [SupplyParameterFromQuery(Name = "before")]
    public long? Before { get; set; }

    [Inject]
    public required WalletService Wallet { get; init; }

    protected override Task OnInitializedAsync() =>
        Show(async actor => chat = await Wallet.OpenChat(actor, Handle, Before, Http.RequestAborted));

    /// <summary>The items, each with the time above it when a day or half an hour has passed since the one before.</summary>
    private IEnumerable<(ChatItem Item, string? Mark)> Marked()
    {
        DateTime? last = null;
        foreach (var item in chat?.Items ?? [])
        {
            var newDay = last is null || Zone.DayOf(last.Value) != Zone.DayOf(item.SentUtc);
            var mark =
                newDay ? $"{Day(Zone.DayOf(item.SentUtc))} {Fmt.Time(item.SentUtc, Zone.Zone)}"
                : item.SentUtc - last > NewTimeAfter ? Fmt.Time(item.SentUtc, Zone.Zone)
                : null;
            last = item.SentUtc;
            yield return (item, mark);
        }
    }
}
