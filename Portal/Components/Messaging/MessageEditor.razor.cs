using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using Portal.Domain.Data;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Resources;

namespace Portal.Components.Messaging;

/// <summary>Title, cover and text of a draft, with three buttons that write Markdown.</summary>
public sealed partial class MessageEditor : IAsyncDisposable
{
    private ElementReference area;
    private int imageMegabytes;
    private IJSObjectReference? script;
    private bool uploading;
    private string? wrong;

    [Parameter, EditorRequired]
    public required string Merchant { get; set; }

    [Parameter, EditorRequired]
    public required Draft Draft { get; set; }

    /// <summary>The version that the text in the form began with: what a browser kept of an older one is offered, not put in.</summary>
    [Parameter]
    public int Version { get; set; }

    /// <summary>What the last save or publish refused, to be shown beside its field.</summary>
    [Parameter]
    public Refusal? Refused { get; set; }

    [Parameter]
    public EventCallback OnChange { get; set; }

    [Inject]
    public required PolicyNumbers Numbers { get; init; }

    [Inject]
    public required MessagingService Messages { get; init; }

    [Inject]
    public required IJSRuntime Js { get; init; }

    private int TitleCount => new StringInfo(Draft.Title).LengthInTextElements;

    private string? ErrorOf(string field) => Refused?.Field == field ? RefusalText.Refusal(Refused) : null;

    /// <summary>What stands in the form in the browser at this moment; null when the browser cannot be asked.</summary>
    public async Task<SeenDraft?> Seen()
    {
        script ??= await Js.InvokeAsync<IJSObjectReference>("import", "./js/composer.js");
        return await script.InvokeAsync<SeenDraft?>("seen", Gone);
    }

    /// <summary>This text is kept: the browser need not hold it any longer.</summary>
    public async Task Kept(string title, string body, int version)
    {
        await Js.InvokeVoidAsync("portalTyping.kept", Gone, "c-title", Draft.Mark(title), version);
        await Js.InvokeVoidAsync("portalTyping.kept", Gone, "c-text", Draft.Mark(body), version);
    }

    protected override async Task OnInitializedAsync() => imageMegabytes = await Numbers.Now(MessagingPolicies.MessageImageMegabytes, Gone);

    private string ImageSize => Fmt.FileSize(imageMegabytes * MediaService.Megabyte);

    private Task SetTitle(string? typed)
    {
        Draft.Title = typed ?? string.Empty;
        return OnChange.InvokeAsync();
    }

    private Task SetBody(string? typed)
    {
        Draft.Body = typed ?? string.Empty;
        return OnChange.InvokeAsync();
    }

    private async Task Upload(InputFileChangeEventArgs args)
    {
        wrong = null;
        if (args.File.Size > imageMegabytes * MediaService.Megabyte)
        {
            wrong = RefusalText.Refusal(new Refusal(MessagingRefusals.ImageTooLarge, imageMegabytes));
            return;
        }

        uploading = true;
        var done = await Act(async actor =>
        {
            using var bytes = new MemoryStream();
            await using var stream = args.File.OpenReadStream(MediaService.BytesMax, Gone);
            await stream.CopyToAsync(bytes, Gone);
            Draft.Cover = await Messages.Upload(actor, Merchant, bytes.ToArray(), Gone);
        });
        uploading = false;
        wrong = Problem is null ? null : RefusalText.Refusal(Problem);
        if (done)
        {
            await OnChange.InvokeAsync();
        }
    }

    private Task RemoveCover()
    {
        Draft.Cover = null;
        return OnChange.InvokeAsync();
    }

    private Task Bold() => Write("wrap", "**", MessagingTexts.BoldPlaceholder);

    private Task Bullets() => Write("list");

    private Task Link() => Write("link", MessagingTexts.LinkPlaceholder);

    private async Task Write(string how, params object[] arguments)
    {
        script ??= await Js.InvokeAsync<IJSObjectReference>("import", "./js/composer.js");
        await script.InvokeVoidAsync(how, [area, .. arguments]);
    }

    public async ValueTask DisposeAsync()
    {
        Dispose();
        try
        {
            if (script is not null)
            {
                await script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser went first.
        }
    }
}
