using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;

namespace Portal.Components.Identity;

/// <summary>The mails of a development or demo site, with links that can be clicked; 404 anywhere else.</summary>
public sealed partial class DevMailPage
{
    private IReadOnlyList<PickedMail> mails = [];
    private PickedMail? chosen;

    [Parameter]
    public string? File { get; set; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [Inject]
    public required DevMailbox Mailbox { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private Page<PickedMail> Page => new(mails, null, null, mails.Count);

    protected override async Task OnInitializedAsync()
    {
        mails = await Mailbox.Newest(Http.RequestAborted);
        chosen = mails.FirstOrDefault(mail => mail.File == File);
        if (!Mailbox.Open || (File is not null && chosen is null))
        {
            Http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    /// <summary>The text cut where addresses begin and end; an address comes with itself as its link.</summary>
    internal static IEnumerable<(string Text, string? Url)> Pieces(string text)
    {
        var at = 0;
        foreach (Match match in Address().Matches(text))
        {
            yield return (text[at..match.Index], null);
            yield return (match.Value, match.Value);
            at = match.Index + match.Length;
        }

        yield return (text[at..], null);
    }

    [GeneratedRegex(@"https?://[^\s<>""]+", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
