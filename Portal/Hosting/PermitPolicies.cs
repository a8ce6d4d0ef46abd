using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.Options;
using Portal.Domain.Audit;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Hosting;

/// <summary>Names the permit a page or endpoint is for. The service asks the Gate again at every act; this decides what is shown.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresAttribute(Permit permit) : AuthorizeAttribute($"{PermitPolicies.Prefix}{permit}")
{
    public Permit Permit { get; } = permit;
}

internal sealed record PermitRequirement(Permit Permit) : IAuthorizationRequirement;

/// <summary>Makes a policy of each permit's name.</summary>
internal sealed class PermitPolicies(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
{
    public const string Prefix = "permit:";

    /// <summary>Where a refused request keeps the permit it lacked, for the page that says so.</summary>
    public const string Missing = "portal.missing";

    public override Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
        policyName.StartsWith(Prefix, StringComparison.Ordinal)
            ? Task.FromResult<AuthorizationPolicy?>(
                new AuthorizationPolicyBuilder()
                    .RequireAuthenticatedUser()
                    .AddRequirements(new PermitRequirement(Enum.Parse<Permit>(policyName[Prefix.Length..])))
                    .Build()
            )
            : base.GetPolicyAsync(policyName);
}

/// <summary>Answers for pages and endpoints from the same table the Gate reads; the organisation is the <c>merchant</c> of the address.</summary>
internal sealed class PermitHandler(PeopleService people, RefusalTrail refusals) : AuthorizationHandler<PermitRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermitRequirement requirement)
    {
        var actor = ActorOf.Principal(context.User);
        if (actor.Kind != ActorKind.User)
        {
            return;
        }

        try
        {
            var me = await people.Me(actor, CancellationToken.None);
            if (me.May(requirement.Permit, Merchant(context.Resource)))
            {
                context.Succeed(requirement);
            }
            else
            {
                refusals.Note(actor, requirement.Permit.ToString(), null);
            }
        }
        catch (Refusal refusal) when (!refusal.IsLostRace)
        {
            // The cookie outlived the account: not allowed, and the next request signs it out.
        }
    }

    public static string? Merchant(object? resource) =>
        resource switch
        {
            HttpContext http => http.GetRouteValue("Merchant") as string,
            Microsoft.AspNetCore.Components.RouteData route => route.RouteValues.GetValueOrDefault("Merchant") as string,
            _ => null,
        };
}

/// <summary>A signed-in stranger to an organisation gets "not found", not "forbidden": an address must not tell what exists.</summary>
internal sealed class StrangersSeeNothing(PeopleService people) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _default = new();

    public async Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (
            authorizeResult.Forbidden
            && PermitHandler.Merchant(context) is { } slug
            && ActorOf.Principal(context.User) is { Kind: ActorKind.User } actor
        )
        {
            var me = await people.Me(actor, context.RequestAborted);
            if (!me.May(Permit.ViewMerchant, slug))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
        }

        if (authorizeResult.Forbidden)
        {
            context.Items[PermitPolicies.Missing] = policy.Requirements.OfType<PermitRequirement>().FirstOrDefault()?.Permit;
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await _default.HandleAsync(next, context, policy, authorizeResult);
    }
}
