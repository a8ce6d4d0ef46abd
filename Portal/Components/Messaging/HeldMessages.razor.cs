using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Routes;

namespace Portal.Components.Messaging;

/// <summary>Doubtful messages, oldest first: a moderator lets one go or gives it back with a note.</summary>
public sealed partial class HeldMessages
{
    private IReadOnlyList<HeldRow> rows = [];
    private HeldMessage? held;
    private string note = string.Empty;

    [Parameter]
    public string? Number { get; set; }

    [Inject]
    public required PublishingService Publishing { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    protected override Task OnParametersSetAsync() => Reload();

    private Task Reload() =>
        Load(async actor =>
        {
            rows = await Publishing.Held(actor, Gone);
            held = Number is null ? null : await Publishing.ReadHeld(actor, Number, Gone);
            note = string.Empty;
        });

    private async Task Release()
    {
        if (held is not null && await Act(actor => Publishing.Release(actor, held.Row.Number, held.Version, Gone)))
        {
            LeadOn(Urls.HeldMessages);
        }
    }

    private async Task Return()
    {
        if (held is not null && await Act(actor => Publishing.Return(actor, held.Row.Number, note, held.Version, Gone)))
        {
            LeadOn(Urls.HeldMessages);
        }
    }
}
