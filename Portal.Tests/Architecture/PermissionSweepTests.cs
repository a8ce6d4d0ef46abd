using System.Collections;
using System.Reflection;
using Portal.Domain.Accounts;

namespace Portal.Tests.Architecture;

/// <summary>
/// Calls every public service method as every kind of person and compares what happens with the Permits table: whoever has no row there
/// must be told "denied" or "not found", whoever has one must not be denied. And whoever is refused has made nobody wait: they began no
/// transaction, took no turn and wrote nothing, so that a stranger cannot hold up an organisation they have no part in.
/// </summary>
public sealed class PermissionSweepTests
{
    [Theory, BothDatabases]
    public async Task Every_service_method_lets_in_exactly_whom_the_table_names(Provider provider)
    {
        await using var world = await World.Create(provider);
        var people = await SweepPeople.Of(world);
        var wrong = new List<string>();
        using var waits = Waits.Watch();
        foreach (var method in ServicesTests.Methods)
        {
            var rule = Permits.Of(AskedPermits.Of(method));
            foreach (var person in people.All)
            {
                await people.Restore(world);
                var expected = person.Allowed(rule, TakesMerchant(method));
                waits.Forget();
                var outcome = await Call(world, method, person.Actor, people.Slug);
                if (!expected && outcome is not ("denied" or "not found"))
                {
                    wrong.Add($"{Name(method)} as {person.Name}: {outcome}, the table says no");
                }

                if (!expected && waits.Seen.Count > 0)
                {
                    wrong.Add($"{Name(method)} as {person.Name}: refused only after {string.Join(", ", waits.Seen)}");
                }

                if (expected && outcome == "denied")
                {
                    wrong.Add($"{Name(method)} as {person.Name}: denied, the table says yes");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task What_each_method_asks_first_stands_in_the_list()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var people = await SweepPeople.Of(world);
        using var heard = new ActsHeard();
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var method in ServicesTests.Methods)
        {
            await people.Restore(world);
            heard.Forget();
            await Call(world, method, world.Stranger, people.Slug);
            lines.Add($"{AskedPermits.Name(method)} {(heard.Asked.Count == 0 ? "nothing" : heard.Asked[0])}\n");
        }

        var printed = string.Concat(lines);
        if (Environment.GetEnvironmentVariable("PORTAL_WRITE_DOCS") == "1")
        {
            AskedPermits.Write(printed);
        }

        Assert.DoesNotContain(" nothing\n", printed);
        Assert.Equal(AskedPermits.Text, printed);
    }

    [Fact]
    public async Task A_method_that_forgets_to_ask_is_found()
    {
        await using var world = await World.Create(Provider.Sqlite);
        using var heard = new ActsHeard();
        var method = typeof(Forgetful).GetMethod(nameof(Forgetful.Look))!;
        Assert.Equal("went through", await Call(new Forgetful(), method, world.Stranger, "x"));
        Assert.Empty(heard.Asked);
        await Call(world, typeof(AccountService).GetMethod(nameof(AccountService.Cards))!, world.Stranger, "x");
        Assert.Equal([Permit.ViewAccounts], heard.Asked);
    }

    [Theory, BothDatabases]
    public async Task A_method_that_makes_others_wait_before_it_asks_is_found(Provider provider)
    {
        await using var world = await World.Create(provider);
        using var waits = Waits.Watch();
        var method = typeof(Grasping).GetMethod(nameof(Grasping.Take))!;
        Assert.Equal("denied", await Call(new Grasping(world), method, world.Stranger, "x"));
        Assert.Contains("a transaction", waits.Seen);
    }

    internal static bool TakesMerchant(MethodInfo method) => method.GetParameters().Any(parameter => parameter.Name == "merchant");

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    internal static Task<string> Call(World world, MethodInfo method, Actor actor, string slug, string text = "x") =>
        Call(
            world.Services.GetService(method.DeclaringType!)
                ?? throw new InvalidOperationException($"{method.DeclaringType!.Name} is not registered"),
            method,
            actor,
            slug,
            text
        );

    private static async Task<string> Call(object service, MethodInfo method, Actor actor, string slug, string text = "x")
    {
        var arguments = method.GetParameters().Select(parameter => Arguments.For(parameter, actor, slug, text)).ToArray();
        try
        {
            var result = method.Invoke(service, arguments);
            if (result is Task task)
            {
                await task;
            }
            else if (
                result
                    ?.GetType()
                    .GetInterfaces()
                    .Any(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)) == true
            )
            {
                await Arguments.Drain(result);
            }

            return "went through";
        }
        catch (Exception thrown)
        {
            var fault = thrown is TargetInvocationException { InnerException: { } inner } ? inner : thrown;
            return fault switch
            {
                Refusal { IsDenied: true } => "denied",
                Refusal { IsNotFound: true } => "not found",
                Refusal refusal => $"refused {refusal.Code}",
                // A made-up argument broke something behind the gate: the person was let in.
                _ => $"let in ({fault.GetType().Name})",
            };
        }
    }

    private sealed class Grasping(World world)
    {
        public async Task Take(Actor actor, string merchant, CancellationToken ct)
        {
            await using var db = world.Db();
            await using var tx = await db.Database.BeginTransactionAsync(ct);
            await using var act = await world.Get<Acts>().On(db).Staff(actor, Permit.ManagePeople, ct);
        }
    }

    private sealed class Forgetful
    {
        public Task Look(Actor actor, string merchant, CancellationToken ct) => Task.CompletedTask;
    }
}

/// <summary>Makes an argument of any type a service method takes, so that a new method needs no hand in the sweep.</summary>
internal static class Arguments
{
    public static object? For(ParameterInfo parameter, Actor actor, string slug, string text = "x") =>
        parameter.ParameterType == typeof(Actor) ? actor
        : parameter.Name == "merchant" && parameter.ParameterType == typeof(string) ? slug
        : Make(parameter.ParameterType, text);

    public static async Task Drain(object stream)
    {
        var item = stream
            .GetType()
            .GetInterfaces()
            .Single(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))
            .GetGenericArguments()[0];
        await (Task)
            typeof(Arguments)
                .GetMethod(nameof(DrainOf), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(item)
                .Invoke(null, [stream])!;
    }

    private static async Task DrainOf<T>(IAsyncEnumerable<T> stream)
    {
        await foreach (var _ in stream)
        {
            return;
        }
    }

    private static object? Make(Type type, string text)
    {
        if (type == typeof(string))
        {
            return text;
        }

        if (type == typeof(CancellationToken))
        {
            return TestContext.Current.CancellationToken;
        }

        if (Nullable.GetUnderlyingType(type) is not null)
        {
            return null;
        }

        if (type == typeof(Stream))
        {
            return new MemoryStream([1, 2, 3]);
        }

        if (type == typeof(Currency))
        {
            return Currency.Cny;
        }

        if (type.IsValueType)
        {
            return type == typeof(DateOnly) ? new DateOnly(2026, 11, 19)
                : type == typeof(long) ? 987_654L
                : Activator.CreateInstance(type);
        }

        if (type.IsArray)
        {
            return Array.CreateInstance(type.GetElementType()!, 0);
        }

        if (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type))
        {
            var items = type.GetGenericArguments();
            return items.Length == 1
                ? Array.CreateInstance(items[0], 0)
                : Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(items));
        }

        if (typeof(Delegate).IsAssignableFrom(type) || (type.IsInterface && type.IsGenericType))
        {
            return null;
        }

        var constructor =
            type.GetConstructors().OrderBy(one => one.GetParameters().Length).FirstOrDefault()
            ?? throw new InvalidOperationException($"The sweep cannot make a {type.Name}; give it a public constructor.");
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType, text))]);
    }
}
