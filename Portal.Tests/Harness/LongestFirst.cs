using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Portal.Tests.Harness.LongestFirst))]

namespace Portal.Tests.Harness;

/// <summary>What takes minutes begins first: begun last, it would run alone while the other processor waits.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [".Faults.", Site.ReviewDesk, ".Journeys."];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [
            .. testCollections
                .OrderByDescending(one => Long.Any(name => one.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)))
                .ThenBy(one => one.TestCollectionDisplayName, StringComparer.Ordinal),
        ];
}
