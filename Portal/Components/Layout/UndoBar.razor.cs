using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;

namespace Portal.Components.Layout;

/// <summary>The strip that takes a decision back. It stays while the server would, and says so when it was too late.</summary>
public sealed partial class UndoBar
{
    private static readonly TimeSpan ProblemShown = TimeSpan.FromSeconds(6);

    [Inject]
    public required UndoOffer Undo { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    protected override void OnInitialized() => Undo.Changed += Changed;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Undo.Changed -= Changed;
        }

        base.Dispose(disposing);
    }

    private void Changed() => _ = InvokeAsync(Show);

    private async Task Show()
    {
        Problem = null;
        StateHasChanged();
        if (Undo.Take is { } offered)
        {
            await Wait(Undo.UntilUtc - Clock.UtcNow());
            if (Undo.Take == offered)
            {
                Undo.End();
            }
        }
    }

    private async Task Take()
    {
        if (Undo.Take is not { } take)
        {
            return;
        }

        var back = Undo.Back;
        if (await Act(actor => take(actor, Gone)))
        {
            Undo.End();
            LeadOn(back);
            return;
        }

        StateHasChanged();
        await Wait(ProblemShown);
        Undo.End();
    }

    private async Task Wait(TimeSpan time)
    {
        try
        {
            await Task.Delay(time > TimeSpan.Zero ? time : TimeSpan.Zero, Clock, Gone);
        }
        catch (OperationCanceledException)
        {
            // The circuit ended.
        }
    }
}
