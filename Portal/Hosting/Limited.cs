using System.Globalization;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Hosting;

/// <summary>Which limit a request ran into. Each has its sentence: <c>TooMany_…</c>.</summary>
internal enum LimitReason
{
    /// <summary>One visitor asked too often within a minute.</summary>
    Requests,

    /// <summary>All strangers together did.</summary>
    Site,

    /// <summary>Too much is in hand at this moment.</summary>
    AtOnce,

    /// <summary>The person, or everybody together, takes too many files at this moment.</summary>
    Files,

    /// <summary>The person took too many files within an hour.</summary>
    FilesOfHour,

    /// <summary>Too many pages are open.</summary>
    Pages,
}

/// <summary>A request that was turned away unread, for the page that says so.</summary>
/// <param name="Seconds">When to try again.</param>
internal sealed record Limited(LimitReason Reason, int Seconds)
{
    public static Limited? Of(HttpContext? http) => http?.Items[typeof(Limited)] as Limited;

    /// <summary>Says 429 of an answer whose page shows this refusal, when it means "later": too many at the door, or too many from here.</summary>
    public static void Mark(HttpContext http, Refusal refusal)
    {
        var retry = refusal.Code switch
        {
            IdentityRefusals.TooBusy => TimeSpan.FromSeconds(5),
            IdentityRefusals.TooManyFromHere => TimeSpan.FromMinutes(refusal.Args[0] is int minutes ? minutes : 1),
            _ => TimeSpan.Zero,
        };
        if (retry > TimeSpan.Zero && !http.Response.HasStarted)
        {
            Answer(http, retry);
        }
    }

    /// <summary>Answers 429 with Retry-After and without a body: the page that says why is drawn in its place, in the reader's language.</summary>
    public static void Refuse(HttpContext http, LimitReason reason, TimeSpan retry)
    {
        http.Items[typeof(Limited)] = new Limited(reason, SecondsOf(retry));
        Answer(http, retry);
    }

    private static int SecondsOf(TimeSpan retry) => Math.Max(1, (int)Math.Ceiling(retry.TotalSeconds));

    private static void Answer(HttpContext http, TimeSpan retry)
    {
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = SecondsOf(retry).ToString(CultureInfo.InvariantCulture);
    }
}
