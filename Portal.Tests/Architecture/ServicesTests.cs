using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Portal.Hosting;

namespace Portal.Tests.Architecture;

/// <summary>The shape every service method and page must have, so that the permission sweep can reach it.</summary>
public sealed class ServicesTests
{
    // Pages anybody may open without signing in. Keep it short.
    private static readonly string[] PublicPages =
    [
        "ConfirmPage",
        "DevMailPage",
        "EmailChangePage",
        "EnrolPage",
        "ErrorPage",
        "ForgotPage",
        "FrontPage",
        "InvitationPage",
        "NotFoundPage",
        "ResendPage",
        "ResetPage",
        "SecondStepPage",
        "SetupPage",
        "SignInPage",
        "SignUpPage",
        "StatusPage",
        "WalletSignIn",
        "WalletCode",
        "Discover",
        "AccountProfile",
        "Article",
    ];

    public static IEnumerable<Type> Services =>
        typeof(PortalDb).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && IsService(type));

    public static IEnumerable<MethodInfo> Methods =>
        Services
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsSpecialName);

    [Fact]
    public void Every_public_service_method_takes_the_actor_first_and_the_token_last() => Assert.Empty(Methods.SelectMany(Faults));

    [Fact]
    public void An_unguarded_method_is_found() =>
        Assert.Equal(
            ["Sloppy.Sum: the actor is not first", "Sloppy.Sum: no cancellation token at the end"],
            typeof(Sloppy).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).SelectMany(Faults)
        );

    [Fact]
    public void Every_permit_is_a_row_of_the_table_and_only_once()
    {
        var rows = Permits.Table.Select(rule => rule.Permit).ToList();
        Assert.Equal(rows.Count, rows.Distinct().Count());
        Assert.Empty(Enum.GetValues<Permit>().Except(rows));
    }

    [Fact]
    public void Every_page_requires_a_permit_or_is_on_the_public_list()
    {
        var pages = typeof(global::Portal.Components.App)
            .Assembly.GetTypes()
            .Where(type => type.GetCustomAttributes<RouteAttribute>().Any());
        var open = pages.Where(page => page.GetCustomAttribute<RequiresAttribute>() is null).ToList();
        Assert.Empty(
            open.Where(page => page.GetCustomAttribute<AllowAnonymousAttribute>() is null).Select(page => $"{page.Name} names no permit")
        );
        Assert.Empty(open.Select(page => page.Name).Except(PublicPages));
    }

    private static bool IsService(Type type) =>
        type.Name.EndsWith("Service", StringComparison.Ordinal) || type.Name.EndsWith("Queries", StringComparison.Ordinal);

    private static IEnumerable<string> Faults(MethodInfo method)
    {
        var name = $"{method.DeclaringType!.Name}.{method.Name}";
        var parameters = method.GetParameters();
        if (parameters.FirstOrDefault()?.ParameterType != typeof(Actor))
        {
            yield return $"{name}: the actor is not first";
        }

        if (parameters.LastOrDefault()?.ParameterType != typeof(CancellationToken))
        {
            yield return $"{name}: no cancellation token at the end";
        }
    }

    private sealed class Sloppy
    {
        public int Sum(int a, int b) => a + b;
    }
}
