using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Messaging;

namespace Portal.Components.Messaging;

/// <summary>One message: the composer while it is a draft, what became of it afterwards.</summary>
public sealed partial class MessagePage
{
    private MessageDetail? message;
    private IReadOnlyList<SenderAccount> senders = [];
    private bool mayPublish;
    private bool mayWrite;
    private string? shown;
    private int session;

    [Parameter]
    public string Merchant { get; set; } = string.Empty;

    [Parameter]
    public string? Number { get; set; }

    [Inject]
    public required MessagingService Messages { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    protected override Task OnParametersSetAsync()
    {
        // A first save gives the open draft its number: the composer goes on as it stands.
        var address = $"{Merchant}/{Number}";
        if (address == shown)
        {
            return Task.CompletedTask;
        }

        shown = address;
        return Reload();
    }

    private void Started(string number) => shown = $"{Merchant}/{number}";

    private Task Reload() =>
        Load(async actor =>
        {
            senders = await Messages.Senders(actor, Merchant, Gone);
            var me = await People.Me(actor, Gone);
            mayPublish = me.May(Permit.PublishMessages, Merchant);
            mayWrite = me.May(Permit.WriteMessages, Merchant);
            var number = shown?[(shown.IndexOf('/', StringComparison.Ordinal) + 1)..];
            // A new one is begun by who may write it; for everybody else the page says what is missing and who can give it.
            message =
                !string.IsNullOrEmpty(number) ? await Messages.Read(actor, Merchant, number, Gone)
                : mayWrite ? null
                : throw Domain.Kernel.Refusal.Denied(Permit.WriteMessages);
            session++;
        });
}
