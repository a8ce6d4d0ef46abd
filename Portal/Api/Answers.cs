using Portal.Domain.Audit;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Hosting;
using Portal.Routes;

namespace Portal.Api;

/// <summary>Says of an endpoint that it answers with a file; a test fetches every such one to its last byte.</summary>
internal sealed class GivesFile;

/// <summary>Says of an endpoint that its file is made to be taken away: how many at once and within an hour is limited.</summary>
internal sealed class TakesFile;

/// <summary>The one way a file leaves in an answer: named, private, and in the trail before its first byte.</summary>
internal static class Answers
{
    /// <summary>To be saved under its name.</summary>
    /// <param name="elsewhere">The page that explains a refusal, for a reader who opened the address themselves.</param>
    public static Task Attach(HttpContext http, Func<Task<OutgoingFile>> ask, Func<Refusal, string?>? elsewhere = null) =>
        Give(
            http,
            ask,
            file =>
            {
                http.Response.Headers.CacheControl = "private, no-store";
                return "attachment";
            },
            elsewhere
        );

    /// <param name="dress">Sets the headers of the kind and says how the file is to be shown.</param>
    public static async Task Give(
        HttpContext http,
        Func<Task<OutgoingFile>> ask,
        Func<OutgoingFile, string> dress,
        Func<Refusal, string?>? elsewhere = null
    )
    {
        var answer = http.Response;
        try
        {
            var file = await ask();
            answer.ContentType = file.ContentType;
            var name = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue(dress(file));
            name.SetHttpFileName(file.Name);
            answer.Headers.ContentDisposition = name.ToString();
            await file.WriteTo(answer.Body, http.RequestAborted);
        }
        catch (Refusal refusal) when (!answer.HasStarted)
        {
            answer.Clear();
            if (refusal.Code == IdentityRefusals.ConfirmFirst && IsPage(http))
            {
                answer.Redirect(Urls.ConfirmTo(http.Request.Path + http.Request.QueryString));
                return;
            }

            if (IsPage(http) && elsewhere?.Invoke(refusal) is { } page)
            {
                answer.Redirect(page);
                return;
            }

            answer.StatusCode =
                refusal.IsNotFound ? StatusCodes.Status404NotFound
                : refusal.IsLostRace ? StatusCodes.Status503ServiceUnavailable
                : refusal.IsDenied ? StatusCodes.Status403Forbidden
                : StatusCodes.Status400BadRequest;
            // The page drawn for the code says it.
            http.Items[typeof(Refusal)] = refusal;
        }
    }

    /// <summary>Opened by itself, not drawn inside a page: only then can the reader be led anywhere.</summary>
    private static bool IsPage(HttpContext http) => http.Request.Headers["Sec-Fetch-Dest"].ToString() is "" or "document";
}
