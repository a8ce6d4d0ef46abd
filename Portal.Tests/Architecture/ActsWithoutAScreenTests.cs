using System.Reflection;
using System.Text.RegularExpressions;

namespace Portal.Tests.Architecture;

/// <summary>
/// What a service offers under a permit is done by some page, endpoint, job or command, or it stands in the administrator's guide as what
/// nobody can do yet. So no permit promises what is not there, and no second way of doing something lives on in tests alone.
/// </summary>
public sealed partial class ActsWithoutAScreenTests
{
    [Fact]
    public void What_nobody_can_do_yet_stands_in_the_administrators_guide_with_its_permit()
    {
        var missing = Acts()
            .Where(act => !IsReached(act.Service, act.Name, Sources()))
            .Select(act => $"{act.Service}.{act.Name} {act.Permit}");
        Assert.Equal(missing.Order(StringComparer.Ordinal), Told().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_act_without_a_caller_is_found_and_one_with_a_caller_is_not()
    {
        (string Folder, string Text)[] sources =
        [
            ("Pages", "public required AccountService Accounts { get; init; }"),
            ("Pages", "await Accounts.Suspend(me, number, why, Gone);"),
            ("Other", "buckets.Restrict(1);"),
            ("Accounts", "public sealed class AccountService { public void Restrict() => this.Restrict(); }"),
        ];
        Assert.True(IsReached("AccountService", "Suspend", sources));
        Assert.False(IsReached("AccountService", "Restrict", sources));
    }

    private static IEnumerable<(string Service, string Name, Permit Permit)> Acts() =>
        from method in ServicesTests.Methods
        where method.DeclaringType!.IsPublic
        select (method.DeclaringType!.Name, method.Name, AskedPermits.Of(method));

    /// <summary>A folder that speaks of the service calls a method of that name; the service itself does not count.</summary>
    private static bool IsReached(string service, string method, (string Folder, string Text)[] sources)
    {
        var callers = sources.Where(source => Calls(source.Text, service, method)).Select(source => source.Folder).ToHashSet();
        return sources.Any(source =>
            callers.Contains(source.Folder) && source.Text.Contains(service, StringComparison.Ordinal) && !IsItself(source.Text, service)
        );
    }

    private static bool Calls(string text, string service, string method) =>
        text.Contains($".{method}(", StringComparison.Ordinal) && !IsItself(text, service);

    private static bool IsItself(string text, string service) => text.Contains($"class {service}", StringComparison.Ordinal);

    private static (string Folder, string Text)[] Sources() =>
        [
            .. new[] { "Portal", "Portal.Domain" }
                .SelectMany(project => Repository.Sources(Repository.PathOf(project), ".cs", ".razor"))
                .Select(file => (Path.GetDirectoryName(file.Path)!, file.Text)),
        ];

    private static IEnumerable<string> Told() =>
        Row()
            .Matches(File.ReadAllText(Repository.PathOf("docs", "guide", "administrator.md")))
            .Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}");

    [GeneratedRegex(@"^\| `(\w+\.\w+)` \| [^|]+ \| `(\w+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
