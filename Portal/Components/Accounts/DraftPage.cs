using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Kernel;

namespace Portal.Components.Accounts;

/// <summary>A field of a form and what stands in it, as a person reads both.</summary>
public sealed record DraftWord(string Label, string? Value);

/// <summary>What was kept or saved elsewhere while this window had something else: shown beside it, and the person chooses.</summary>
public sealed record DraftClash<TForm>(TForm Theirs, int? Version, DateTime AtUtc, bool IsSaved);

/// <summary>
/// A page with a form that keeps itself on the server: 800 ms after the last change and after each step, so that a lost connection, an
/// expired session or a closed window loses nothing. Two windows on one form never write over each other: the second one is shown both.
/// </summary>
public abstract class DraftPage<TForm> : PortalPage
    where TForm : class, new()
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(800);
    private CancellationTokenSource? _typing;
    private int _changes;
    private int? _version;
    private Refusal? _unkept;

    [Inject]
    public required DraftService Drafts { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    protected TForm Form { get; set; } = new();
    protected DateTime? SavedUtc { get; private set; }
    protected DraftClash<TForm>? Clash { get; private set; }

    /// <summary>Something was typed since the form was loaded or sent.</summary>
    protected bool IsTyped { get; private set; }

    /// <summary>Which form of this person, e.g. <c>account-new:qinghe</c>.</summary>
    protected abstract string DraftKey { get; }

    /// <summary>The form in words, field by field: what is shown of two versions that differ.</summary>
    protected abstract IReadOnlyList<DraftWord> Words(TForm form);

    protected string? SavedNote => SavedUtc is { } at ? Fmt.Text(Resources.AccountsTexts.DraftSaved, Fmt.Time(at, Zone.Zone)) : null;

    /// <summary>Takes the kept draft up; false when there is none, or it is of something else than what is shown.</summary>
    protected async Task<bool> Resume(Actor actor, Func<TForm, bool>? fits = null)
    {
        if (await Drafts.Find(actor, DraftKey, Gone) is not { } draft)
        {
            return false;
        }

        _version = draft.Version;
        var kept = Read(draft.Json);
        if (fits is not null && !fits(kept))
        {
            return false;
        }

        (Form, SavedUtc, IsTyped) = (kept, draft.SavedUtc, true);
        return true;
    }

    /// <summary>Something was typed: keep it when the hands rest. Until then nothing says that it is saved.</summary>
    protected async Task Typed()
    {
        _changes++;
        (SavedUtc, IsTyped) = (null, true);
        _typing?.Cancel();
        var typing = _typing = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        try
        {
            await Task.Delay(Pause, Clock, typing.Token);
            await Keep(await Me());
            // What kept it from being kept is over.
            (Problem, _unkept) = (ReferenceEquals(Problem, _unkept) ? null : Problem, null);
        }
        catch (OperationCanceledException)
        {
            // More was typed, or the page is gone: the next pause keeps it.
        }
        catch (Refusal refusal)
        {
            Problem = _unkept = refusal;
        }
    }

    protected async Task Keep(Actor actor)
    {
        if (Clash is not null)
        {
            return;
        }

        var changes = _changes;
        // A draft is the person's own; of a form for an organisation that has let them go, "saved" would be a lie.
        await Visits.DemandMember(actor, PageAddress, Gone);
        try
        {
            var mark = await Drafts.Save(actor, DraftKey, JsonSerializer.Serialize(Form), _version, Gone);
            _version = mark.Version;
            SavedUtc = changes == _changes ? mark.SavedUtc : SavedUtc;
        }
        catch (Refusal refusal) when (refusal.Code == DraftService.DraftChanged)
        {
            await Meet(actor);
        }

        StateHasChanged();
    }

    protected async Task Discard(Actor actor)
    {
        _typing?.Cancel();
        await Drafts.Discard(actor, DraftKey, CancellationToken.None);
        (SavedUtc, IsTyped, Clash, _version) = (null, false, null, null);
    }

    /// <summary>Shows what was saved meanwhile beside what is typed here.</summary>
    protected void Oppose(TForm saved, DateTime atUtc) => Clash = new DraftClash<TForm>(saved, _version, atUtc, IsSaved: true);

    /// <summary>What stands in this window is kept, over the other.</summary>
    protected virtual Task KeepMine() => Settle(Form);

    /// <summary>What the other window has takes this one's place.</summary>
    protected virtual Task TakeTheirs() => Settle(Clash!.Theirs);

    protected string? Error(string field) => RefusalText.At(Problem, field);

    private Task Settle(TForm form) =>
        Act(async actor =>
        {
            var isSaved = Clash is { IsSaved: true } saved && ReferenceEquals(saved.Theirs, form);
            (Form, _version, Clash) = (form, Clash?.Version, null);
            await (isSaved ? Discard(actor) : Keep(actor));
        });

    private async Task Meet(Actor actor)
    {
        var other = await Drafts.Find(actor, DraftKey, Gone);
        if (other is null || other.Json == JsonSerializer.Serialize(Form))
        {
            (_version, SavedUtc) = (other?.Version, other?.SavedUtc);
            return;
        }

        (Clash, SavedUtc) = (new DraftClash<TForm>(Read(other.Json), other.Version, other.SavedUtc, IsSaved: false), null);
    }

    private static TForm Read(string json) => JsonSerializer.Deserialize<TForm>(json) ?? new TForm();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _typing?.Dispose();
        }

        base.Dispose(disposing);
    }
}
