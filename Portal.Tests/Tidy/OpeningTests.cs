using System.Text.RegularExpressions;

namespace Portal.Tests.Tidy;

/// <summary>
/// Every act begins with one sentence (<c>acts.Staff</c>, <c>.Merchant</c>, <c>.Own</c>, <c>.Open</c>, and <c>.Step</c> inside one), so that no
/// method can take a lock before the permit is asked, forget to commit, or turn a lost race into words of its own. What stands below the acts, or
/// has nobody to ask, is named here with its reason.
/// </summary>
public sealed partial class OpeningTests
{
    private static readonly Dictionary<string, string> Raw = new(StringComparer.Ordinal)
    {
        ["Portal.Domain/Data/PortalDb.cs"] = "saving with records of the trail is a transaction of its own",
        ["Portal.Domain/Data/PortalDbFactory.cs"] = "makes the contexts",
        ["Portal.Domain/Data/Step.cs"] = "the one transaction of a step",
    };

    [Fact]
    public void Every_act_begins_with_the_one_sentence()
    {
        var found = Repository
            .Sources(Repository.PathOf("Portal.Domain"), ".cs")
            .Concat(Repository.Sources(Repository.PathOf("Portal"), ".cs", ".razor"))
            .Where(file => !file.Path.Contains("/Migrations/", StringComparison.Ordinal))
            .Where(file => Opens(file.Text))
            .Select(file => file.Path)
            .Order(StringComparer.Ordinal)
            .ToList();
        // Both ways: a place that has become an act leaves the list.
        Assert.Equal(Raw.Keys.Order(StringComparer.Ordinal), found);
    }

    [Fact]
    public void A_raw_opening_is_found()
    {
        Assert.True(Opens("await using var db = await dbs.CreateDbContextAsync(ct);"));
        Assert.True(Opens("await using var tx = await db.Database.BeginTransactionAsync(ct);"));
        Assert.True(Opens("var owner = await gate.Merchant(db, actor, slug, Permit.ViewMerchant, ct);"));
        Assert.True(Opens("await _gate.Staff(db, actor, Permit.ViewLedger, ct);"));
        Assert.True(Opens("catch (Refusal twice) when (db.IsUniqueViolation(twice, \"IX_Merchants_Slug\"))"));
        Assert.True(Opens("catch (Refusal lost) when (lost.Code == KernelRefusals.Conflict)"));
        Assert.False(Opens("await using var act = await acts.Staff(actor, Permit.ViewLedger, ct);"));
        Assert.False(Opens("/// <exception cref=\"Refusal\">As <see cref=\"Gate.Staff\"/>.</exception>"));
    }

    private static bool Opens(string text) => Opening().IsMatch(text);

    [GeneratedRegex(
        @"\.CreateDbContext(Async)?\(|\.BeginTransactionAsync\(|\b_?gate\.(Staff|Merchant|SignedIn)\(|\.IsUniqueViolation\(|when \(\w+\.Code == KernelRefusals\.Conflict"
    )]
    private static partial Regex Opening();
}
