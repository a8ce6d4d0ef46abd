using Portal.Tests.Journeys;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Portal.Tests.Harness.LongestFirst))]

namespace Portal.Tests.Harness;

/// <summary>
/// What takes minutes on one thread begins first, so that it does not run alone at the end while the other core waits. The seconds are of a run
/// of 30 November 2026 (`PORTAL_TIMES=1 Portal.Tests/run` prints them); what is not named here is short.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly (string Part, int Seconds)[] Long =
    [
        (TypingSite.Name, 580),
        (Site.ReviewDesk, 300),
        ("Journeys.TourTests", 258),
        ("Races.RacesTests", 193),
        ("Faults.MoneyKillTests", 193),
        ("Journeys.PeopleJourney", 153),
        ("Faults.PlaceKillTests", 113),
        ("Upgrade.UpgradeTests", 105),
        ("Faults.ServerKillTests", 97),
        ("Faults.PayoutKillTests", 95),
        ("Faults.FaultPointTests", 91),
        ("Commands.MoneyCommandsTests", 84),
        ("Journeys.ReadOnlyWalk", 72),
        ("Journeys.FigureJourney", 70),
        ("Architecture.PermissionSweepTests", 65),
        ("Data.DataFolderTests", 62),
        (DemoSites.Name, 60),
        ("Journeys.StepUpJourney", 56),
        ("Approvals.RoleGrantTests", 54),
        ("Approvals.MoneyActTests", 50),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderByDescending(one => Seconds(one.TestCollectionDisplayName))];

    internal static int Seconds(string collection) =>
        Long.Where(one => collection.Contains(one.Part, StringComparison.Ordinal)).Select(one => one.Seconds).FirstOrDefault();
}
