using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;

namespace Portal.Components.Messaging;

/// <summary>Nothing typed is lost or sent unseen: leaving saves, two windows keep both texts, publishing takes what the screen shows.</summary>
public sealed partial class Composer : IAsyncDisposable
{
    private static readonly TimeSpan LastSaveMax = TimeSpan.FromSeconds(5);

    private IDisposable? leaving;
    private string? leavingTo;
    private bool asksToLeave;
    private bool isLeaving;
    private MessageDetail? theirs;

    private bool HasUnsaved => kept != typed && !(number is null && draft.IsEmpty);

    /// <summary>What was typed in the last moments is saved before the page is left; when it cannot be, the writer is asked.</summary>
    private async ValueTask Leaving(LocationChangingContext context)
    {
        if (!HasUnsaved || isLeaving)
        {
            return;
        }

        isLeaving = true;
        var isSaved = await Save();
        isLeaving = false;
        // Without a problem the writer is on the way to sign in or to confirm: the browser keeps the text.
        if (!isSaved && (Problem is not null || theirs is not null))
        {
            context.PreventNavigation();
            (leavingTo, asksToLeave) = (context.TargetLocation, true);
            StateHasChanged();
        }
    }

    private void LeaveAnyway()
    {
        (var to, leavingTo) = (leavingTo, null);
        kept = typed;
        if (to is not null)
        {
            Nav.NavigateTo(to);
        }
    }

    /// <summary>False when the browser has gone: then nothing is published either.</summary>
    private async Task<bool> TakeWhatIsSeen()
    {
        SeenDraft? seen = null;
        var reached = editor is null || await InBrowser(async () => seen = await editor.Seen());
        if (seen is not null && draft.TakeOver(seen))
        {
            typed++;
        }

        return reached;
    }

    private static async Task<bool> InBrowser(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>A save that failed because another window was quicker shows what that one saved.</summary>
    private async Task WhyNotSaved()
    {
        if (Problem is { Code: KernelRefusals.Conflict } && number is not null)
        {
            await Act(async actor => theirs = await Messages.Read(actor, Merchant, number, Gone));
        }
    }

    private async Task TakeTheirs()
    {
        if (theirs is { } other)
        {
            draft = Draft.Of(other, draft.Handle, Zone);
            (version, saved, theirs) = (other.Version, other.EditedUtc, null);
            kept = ++typed;
        }

        if (await Save() && editor is not null)
        {
            await InBrowser(() => editor.Kept(draft.Title, draft.Body, version));
        }
    }

    private Task KeepMine()
    {
        if (theirs is { } other)
        {
            (version, theirs) = (other.Version, null);
        }

        return Save();
    }

    private Task KeepBoth()
    {
        (number, version, theirs) = (null, 0, null);
        return Save();
    }

    /// <summary>The tab was closed, or left for a page outside the circuit: what came in last is saved all the same.</summary>
    public async ValueTask DisposeAsync()
    {
        // A save on its way ends first: the last one needs its version.
        if (HasUnsaved && theirs is null)
        {
            try
            {
                await turn.WaitAsync(LastSaveMax, Clock);
                var (actor, form) = (await Me(), draft.Form(Zone));
                _ = number is null
                    ? await Messages.Start(actor, Merchant, form, CancellationToken.None)
                    : await Messages.Save(actor, Merchant, number, form, version, CancellationToken.None);
            }
            catch (Exception lost) when (lost is Refusal or TimeoutException)
            {
                // It cannot be kept here, and nobody is left to be told; the browser still holds it.
            }
        }

        Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        leaving?.Dispose();
    }
}
