using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Resources;

namespace Portal.Components.Wallet;

public sealed partial class Chats
{
    private IReadOnlyList<ChatRow> rows = [];

    [Inject]
    public required WalletService Wallet { get; init; }

    protected override Task OnInitializedAsync() => Show(async actor => rows = await Wallet.Chats(actor, Http.RequestAborted));

    private string When(DateTime utc) => Zone.DayOf(utc) == Zone.Today(Clock) ? Fmt.Time(utc, Zone.Zone) : Day(Zone.DayOf(utc));

    private static string Words(ChatRow row) =>
        row.LastWords switch
        {
            null => WalletTexts.NothingYet,
            "" => WalletTexts.Recalled,
            var words => words,
        };
}
