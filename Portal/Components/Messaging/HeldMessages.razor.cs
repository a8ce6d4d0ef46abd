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

    private async Task Take()
    {
        if (held is not null && await Act(actor => Publishing.Claim(actor, held.Row.Number, Gone)))
        {
            await Reload();
        }
    }

    private async Task PutBack()
    {
        if (held is not null && await Act(actor => Publishing.PutBack(actor, held.Row.Number, Gone)))
        {
            await Reload();
        }
    }

    private async Task Release()
    {
        if (held is { } one && await Act(actor => Publishing.Release(actor, one.Row.Number, one.Version, Gone)))
        {
            Done();
        }
    }

    private async Task Return()
    {
        if (held is { } one && await Act(actor => Publishing.Return(actor, one.Row.Number, note, one.Version, Gone)))
        {
            Done();
        }
    }

    /// <summary>The message goes from the screen with the decision: a second click on the way finds nothing to decide.</summary>
    private void Done()
    {
        held = null;
        LeadOn(Urls.HeldMessages);
    }
}
