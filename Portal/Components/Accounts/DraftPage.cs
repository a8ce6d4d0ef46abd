using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Kernel;

namespace Portal.Components.Accounts;

/// <summary>
/// A page with a form that keeps itself on the server: 800 ms after the last change and after each step, so that a lost connection, an
/// expired session or a closed window loses nothing.
/// </summary>
public abstract class DraftPage<TForm> : PortalPage
    where TForm : class, new()
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(800);
    private CancellationTokenSource? _typing;
    private int _changes;

    [Inject]
    public required DraftService Drafts { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    protected TForm Form { get; private set; } = new();
    protected DateTime? SavedUtc { get; private set; }

    /// <summary>Which form of this person, e.g. <c>account-new:qinghe</c>.</summary>
    protected abstract string DraftKey { get; }

    protected string? SavedNote => SavedUtc is { } at ? Fmt.Text(Resources.AccountsTexts.DraftSaved, Fmt.Time(at, Zone.Zone)) : null;

    protected async Task Resume(Actor actor)
    {
        if (await Drafts.Find(actor, DraftKey, Gone) is { } draft)
        {
            Form = JsonSerializer.Deserialize<TForm>(draft.Json) ?? new TForm();
            SavedUtc = draft.SavedUtc;
        }
    }

    /// <summary>Something was typed: keep it when the hands rest. Until then nothing says that it is saved.</summary>
    protected async Task Typed()
    {
        _changes++;
        SavedUtc = null;
        _typing?.Cancel();
        var typing = _typing = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        try
        {
            await Task.Delay(Pause, Clock, typing.Token);
            await Keep(await Me());
        }
        catch (OperationCanceledException)
        {
            // More was typed, or the page is gone: the next pause keeps it.
        }
    }

    protected async Task Keep(Actor actor)
    {
        var changes = _changes;
        var saved = await Drafts.Save(actor, DraftKey, JsonSerializer.Serialize(Form), Gone);
        SavedUtc = changes == _changes ? saved : SavedUtc;
        StateHasChanged();
    }

    protected async Task Discard(Actor actor)
    {
        _typing?.Cancel();
        await Drafts.Discard(actor, DraftKey, CancellationToken.None);
        SavedUtc = null;
    }

    protected string? Error(string field) => Problem?.Field == field ? Say.Refusal(Problem) : null;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _typing?.Dispose();
        }

        base.Dispose(disposing);
    }
}
