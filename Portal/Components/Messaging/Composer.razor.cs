using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Routes;

namespace Portal.Components.Messaging;

/// <summary>Writes a draft that saves itself, shows what sending would do, and publishes it.</summary>
public sealed partial class Composer
{
    private static readonly TimeSpan SaveAfter = TimeSpan.FromMilliseconds(600);

    // Saving and publishing wait for each other: an autosave on its way must not make the publish button do nothing.
    // The last in the row; nothing to be disposed of while somebody waits in it.
    private Task turn = Task.CompletedTask;
    private Draft draft = new();
    private string? number;
    private int version;
    private int typed;
    private int kept;
    private DateTime? saved;
    private DraftPreview shown = DraftPreview.Empty;
    private SendingView? sending;
    private bool discarding;
    private MessageEditor? editor;

    [Parameter, EditorRequired]
    public required string Merchant { get; set; }

    /// <summary>The draft to go on with; null for a new message.</summary>
    [Parameter]
    public MessageDetail? Message { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<SenderAccount> Senders { get; set; }

    [Parameter]
    public bool MayPublish { get; set; }

    /// <summary>The draft got its number.</summary>
    [Parameter]
    public EventCallback<string> OnStarted { get; set; }

    [Parameter]
    public EventCallback OnPublished { get; set; }

    [Inject]
    public required MessagingService Messages { get; init; }

    [Inject]
    public required PublishingService Publishing { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Nav { get; init; }

    protected override async Task OnInitializedAsync()
    {
        draft = Draft.Of(Message, Senders.Count == 0 ? string.Empty : Senders[0].Handle, Zone);
        number = Message?.Number;
        version = Message?.Version ?? 0;
        saved = Message?.EditedUtc;
        leaving = Nav.RegisterLocationChangingHandler(Leaving);
        await Preview();
        await Act(Estimate);
    }

    private async Task Changed()
    {
        var mine = ++typed;
        await Task.Delay(SaveAfter, Gone).ContinueWith(_ => { }, TaskScheduler.Current);
        if (mine == typed && !Gone.IsCancellationRequested)
        {
            await Save();
        }
    }

    private Task<bool> Save() => InTurn(SaveNow);

    /// <summary>One after another; false without acting when the page was left meanwhile, as after a publish that another save waited for.</summary>
    private async Task<bool> InTurn(Func<Task<bool>> act)
    {
        var (before, mine) = (turn, new TaskCompletionSource());
        turn = mine.Task;
        try
        {
            await before;
            return !Gone.IsCancellationRequested && await act();
        }
        finally
        {
            mine.SetResult();
        }
    }

    private async Task<bool> SaveNow()
    {
        // Two texts wait for a choice: neither is written over the other meanwhile.
        if (theirs is not null || !await Preview())
        {
            return false;
        }

        if (kept == typed || (number is null && draft.IsEmpty))
        {
            return await Act(Estimate);
        }

        var now = typed;
        var first = number is null;
        var (title, body) = (draft.Title, draft.Body);
        var done = await Act(async actor =>
        {
            var form = draft.Form(Zone);
            var result = number is null
                ? await Messages.Start(actor, Merchant, form, Gone)
                : await Messages.Save(actor, Merchant, number, form, version, Gone);
            (number, version, saved, kept) = (result.Number, result.Version, result.SavedUtc, now);
            shown = new DraftPreview(result.Html, result.Excerpt, result.Preflight);
            await Estimate(actor);
        });
        if (!done)
        {
            await WhyNotSaved();
        }
        else if (editor is not null)
        {
            await InBrowser(() => editor.Kept(title, body, version));
        }

        if (done && first && number is not null)
        {
            await OnStarted.InvokeAsync(number);
            Nav.NavigateTo(Urls.Message(Merchant, number), replace: true);
        }

        return done;
    }

    private async Task Publish()
    {
        var published = await InTurn(async () =>
        {
            // What stands on the screen is what goes out: keys may have been pressed while the connection was away.
            var went =
                await TakeWhatIsSeen()
                && await SaveNow()
                && number is not null
                && await Act(actor => Publishing.Publish(actor, Merchant, number, version, Gone));
            if (number is null && Problem is null)
            {
                Problem = new Refusal(MessagingRefusals.BodyMissing).On(nameof(Draft.Body));
            }

            return went;
        });
        if (published)
        {
            await OnPublished.InvokeAsync();
        }
    }

    private async Task Discard()
    {
        // After an autosave that is on its way: beside it the act would do nothing.
        if (await InTurn(async () => number is not null && await Act(actor => Messages.Discard(actor, Merchant, number, Gone))))
        {
            kept = typed;
            LeadOn(Urls.Messages(Merchant));
        }
    }

    private async Task Estimate(Actor actor)
    {
        if (Sender is not null)
        {
            sending = await Messages.Estimate(actor, Merchant, draft.Handle, number, draft.PlanUtc(Zone), Gone);
        }
    }

    /// <summary>What the phone shows, by the rules that the server applies; a text they refuse leaves the last good picture.</summary>
    private Task<bool> Preview() =>
        Act(_ =>
        {
            shown = DraftPreview.Of(draft);
            return Task.CompletedTask;
        });
}
