using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Diagnostics;
using Portal.Api;
using Portal.Options;

namespace Portal.Hosting;

/// <summary>
/// What one visitor may ask for, and all together (docs/operating/settings.md). Strangers share less than the whole, so whoever is signed in
/// works on while strangers are turned away. Styles, scripts and health say themselves that they are not counted.
/// </summary>
internal static class Limits
{
    private const int VisitorsShare = 10;
    private const int StrangersShare = 2;

    // Of the strangers' places: a few addresses that send slowly must not hold all of them.
    private const int AddressShare = 8;
    private const int Segments = 6;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        var limits = LimitOptions.From(builder.Configuration);
        builder.Services.AddSingleton(limits);
        builder.Services.AddSingleton<PagePlaces>();
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = Chain(limits);
            limiter.OnRejected = (refused, _) =>
            {
                var known = refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retry);
                var reason = refused.HttpContext.Items[typeof(LimitReason)] as LimitReason? ?? LimitReason.AtOnce;
                Limited.Refuse(refused.HttpContext, reason, known ? retry : Short(reason));
                return ValueTask.CompletedTask;
            };
        });
    }

    /// <summary>After it is known who asks, and before anything is done for them.</summary>
    public static void UseLimits(this WebApplication app)
    {
        app.UseRateLimiter();
        var places = app.Services.GetRequiredService<PagePlaces>();
        app.Use(
            (http, next) =>
            {
                if (
                    !http.Request.Path.StartsWithSegments("/_blazor/negotiate", StringComparison.OrdinalIgnoreCase)
                    || places.HasRoom(Visitor.Of(http))
                )
                {
                    return next(http);
                }

                Limited.Refuse(http, LimitReason.Pages, Short(LimitReason.Pages));
                return Task.CompletedTask;
            }
        );
    }

    // What is in hand first: it is given back when a later one refuses, while a count of the minute or the hour is not.
    private static PartitionedRateLimiter<HttpContext> Chain(LimitOptions limits) =>
        PartitionedRateLimiter.CreateChained(
            Of(LimitReason.Files, IsFile, one => AtOnce(one.Key, limits.FilesPerPerson)),
            Of(LimitReason.Files, IsFile, _ => AtOnce("", limits.FilesAtOnce)),
            // A page that lost its connection opens a new one before the old one is given up.
            Of(LimitReason.Pages, IsSocket, one => AtOnce(one.Key, 2 * (one.IsStranger ? limits.PagesPerAddress : limits.PagesPerPerson))),
            Of(
                LimitReason.AtOnce,
                IsRequest,
                one => AtOnce(one.Key, Share(limits.RequestsAtOnce, one.IsStranger ? StrangersShare * AddressShare : VisitorsShare))
            ),
            Of(LimitReason.AtOnce, IsRequest, one => one.IsStranger ? AtOnce("", Share(limits.RequestsAtOnce, StrangersShare)) : None),
            Of(LimitReason.AtOnce, IsRequest, _ => AtOnce("", limits.RequestsAtOnce)),
            Of(
                LimitReason.Requests,
                IsRequest,
                one => Within(one.Key, one.IsStranger ? limits.RequestsPerAddress : limits.RequestsPerPerson, Minute)
            ),
            Of(LimitReason.Site, IsRequest, one => one.IsStranger ? Within("", limits.RequestsOfStrangers, Minute) : None),
            Of(LimitReason.FilesOfHour, IsFile, one => Within(one.Key, limits.FilesPerHour, TimeSpan.FromHours(1)))
        );

    private static RateLimitPartition<string> None => RateLimitPartition.GetNoLimiter("none");

    private static NamedLimiter Of(LimitReason reason, Func<HttpContext, bool> concerns, Func<Visitor, RateLimitPartition<string>> limit) =>
        new(
            reason,
            PartitionedRateLimiter.Create<HttpContext, string>(http => IsSaying(http) || !concerns(http) ? None : limit(Visitor.Of(http)))
        );

    /// <summary>The page that says why a request came to nothing is the end of that request, not one more.</summary>
    private static bool IsSaying(HttpContext http) =>
        http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null;

    // The connection of a page, or what it sends where there are no sockets. What lies below (asking for one, leaving it) are requests like others.
    private static bool IsSocket(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase, out var rest)
        && (!rest.HasValue || rest == "/");

    // That a page is closed is always heard: it makes room.
    private static bool IsGoodbye(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/_blazor/disconnect", StringComparison.OrdinalIgnoreCase);

    private static bool IsRequest(HttpContext http) => !IsSocket(http) && !IsGoodbye(http);

    private static bool IsFile(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<TakesFile>() is not null;

    private static int Share(int whole, int parts) => Math.Max(1, whole / parts);

    private static RateLimitPartition<string> Within(string key, int max, TimeSpan window) =>
        RateLimitPartition.GetSlidingWindowLimiter(
            key,
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = max,
                Window = window,
                SegmentsPerWindow = Segments,
            }
        );

    private static RateLimitPartition<string> AtOnce(string key, int max) =>
        RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = max });

    /// <summary>When to come back where the limiter does not say: a part of its window later, or when what is in hand now should be done.</summary>
    private static TimeSpan Short(LimitReason reason) =>
        reason switch
        {
            LimitReason.Requests or LimitReason.Site => Minute / Segments,
            LimitReason.FilesOfHour => TimeSpan.FromHours(1) / Segments,
            LimitReason.AtOnce => TimeSpan.FromSeconds(5),
            LimitReason.Files or LimitReason.Pages => TimeSpan.FromSeconds(30),
        };

    /// <summary>A limiter that leaves word which one it was.</summary>
    private sealed class NamedLimiter(LimitReason reason, PartitionedRateLimiter<HttpContext> inner) : PartitionedRateLimiter<HttpContext>
    {
        public override RateLimiterStatistics? GetStatistics(HttpContext resource) => inner.GetStatistics(resource);

        protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount) =>
            Named(resource, inner.AttemptAcquire(resource, permitCount));

        protected override async ValueTask<RateLimitLease> AcquireAsyncCore(
            HttpContext resource,
            int permitCount,
            CancellationToken cancellationToken
        ) => Named(resource, await inner.AcquireAsync(resource, permitCount, cancellationToken));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private RateLimitLease Named(HttpContext http, RateLimitLease lease)
        {
            if (!lease.IsAcquired)
            {
                http.Items[typeof(LimitReason)] = reason;
            }

            return lease;
        }
    }
}
