using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Portal.Tests.Architecture;

/// <summary>What is promised and what can be called is held by a test; that proofs can fail stands in DemoProofsTests.</summary>
public sealed partial class PromisesTests
{
    [Fact]
    public void The_number_of_every_promise_stands_in_a_test()
    {
        var tests = string.Join('\n', Repository.Sources(Repository.PathOf("Portal.Tests"), ".cs").Select(file => file.Text));
        var named = Number().Matches(tests).Select(match => match.Value.Replace('_', '-')).ToHashSet(StringComparer.Ordinal);
        var promised = File.ReadLines(Repository.PathOf("docs", "invariants.md"))
            .Where(line => line.StartsWith("| I-", StringComparison.Ordinal))
            .Select(line => line[2..6])
            .ToList();
        Assert.NotEmpty(promised);
        Assert.Empty(promised.Except(named));
        // Control: a number that nobody gave out.
        Assert.DoesNotContain("I-" + "99", named);
    }

    [Fact]
    public void Every_public_method_of_a_service_is_called_by_a_test()
    {
        using var tests = AssemblyDefinition.ReadAssembly(typeof(PromisesTests).Assembly.Location);
        var called = Callers.Called(tests);
        var uncalled = ServicesTests
            .Methods.Where(method => !called.Contains(Callers.Name(method.DeclaringType!.FullName, method.Name)))
            .Select(method => Callers.Name(method.DeclaringType!.Name, method.Name))
            .Distinct()
            .ToList();
        Assert.Empty(uncalled);
    }

    /// <summary>The guard sees a call by its instruction, so a method that only stands in a text or in an attribute is not called.</summary>
    [Fact]
    public void A_method_that_is_only_named_is_found()
    {
        using var tests = AssemblyDefinition.ReadAssembly(typeof(PromisesTests).Assembly.Location);
        var called = Callers.Called(tests);
        Assert.Contains(Callers.Name(typeof(Planted).FullName!.Replace('+', '/'), nameof(Planted.Called)), called);
        Assert.DoesNotContain(Callers.Name(typeof(Planted).FullName!.Replace('+', '/'), nameof(Planted.Named)), called);
        Assert.True(Planted.Called());
    }

    private static class Planted
    {
        public static bool Called() => true;

        public static bool Named() => false;
    }

    [GeneratedRegex(@"\bI-\d\d\b|(?<=_)I_\d\d\b")]
    private static partial Regex Number();
}
