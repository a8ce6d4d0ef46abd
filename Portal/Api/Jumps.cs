using Portal.Components;
using Portal.Domain.Identity;
using Portal.Domain.Reports;
using Portal.Hosting;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Api;

/// <summary>What the search box asks: objects by number or name, each with its address.</summary>
internal static class Jumps
{
    public sealed record Found(string Kind, string Title, string Number, string Url);

    public static void MapJumps(this WebApplication app) =>
        app.MapGet(
                Urls.Jump,
                async (string? q, HttpContext http, JumpService jumps, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "private, no-store";
                    var found = await jumps.Find(ActorOf.Request(http), q, ct);
                    return Results.Json(found.Select(one => new Found(Word(one.Kind), one.Title, one.Number, Address(one))));
                }
            )
            .RequireAuthorization($"{PermitPolicies.Prefix}{Permit.OwnProfile}");

    private static string Word(JumpKind kind) =>
        kind switch
        {
            JumpKind.Merchant => SharedTexts.JumpMerchant,
            JumpKind.Account => SharedTexts.JumpAccount,
            JumpKind.Case => SharedTexts.JumpCase,
            JumpKind.Statement => SharedTexts.JumpStatement,
            JumpKind.Payment => SharedTexts.JumpPayment,
            JumpKind.Message => SharedTexts.JumpMessage,
        };

    private static string Address(Jump jump) =>
        jump.Kind switch
        {
            JumpKind.Merchant => Urls.Merchant(jump.Merchant),
            JumpKind.Account => Urls.Account(jump.Merchant, jump.Key),
            JumpKind.Case => jump.Merchant.Length == 0 ? Urls.Case(jump.Number) : Urls.Certification(jump.Merchant, jump.Key),
            JumpKind.Statement => Urls.Statement(jump.Merchant, jump.Key),
            JumpKind.Payment => Urls.Payment(jump.Merchant, jump.Key),
            JumpKind.Message => Urls.Message(jump.Merchant, jump.Key),
        };
}
