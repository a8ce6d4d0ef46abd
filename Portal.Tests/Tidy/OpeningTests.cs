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
        ["Portal.Domain/Audit/RefusalTrail.cs"] = "writes what the gate itself refused, in the name of whoever was refused",
        ["Portal.Domain/Data/Dialects/LostRaces.cs"] = "beginning a transaction, where a database that stays locked becomes a refusal",
        ["Portal.Domain/Data/Dialects/SaveRaces.cs"] = "where a lost race is told from other refusals",
        ["Portal.Domain/Data/Dialects/Snapshots.cs"] = "one instant for a proof or a backup, inside their acts",
        ["Portal.Domain/Data/Dialects/WriteProbe.cs"] = "asks the database whether it takes a write, for the health page",
        ["Portal.Domain/Data/Migrator.cs"] = "before there are tables there is nobody to ask",
        ["Portal.Domain/Data/Policies/PolicyNumbers.cs"] = "numbers that everybody is told of, before there is an act",
        ["Portal.Domain/Data/PortalDb.cs"] = "a save with records of the trail is a transaction",
        ["Portal.Domain/Data/Dialects/Rows/Upsert.cs"] = "rows and their seals in one transaction, inside its act",
        ["Portal.Domain/Data/Seals/SealedActs.cs"] = "a statement past the change tracker, inside its act, with its seals",
        ["Portal.Domain/Data/Step.cs"] = "the transaction of an act",
        ["Portal.Domain/Data/Work/RunLog.cs"] = "notes that a clock ran; the clock's own act asks",
        ["Portal.Domain/Data/Work/WorkQueue.cs"] = "leases rows of work; the work's own act asks",
        ["Portal.Domain/DomainServices.cs"] = "the scoped context of the Identity stores, which acts.On takes over",
        ["Portal.Domain/Identity/Acting/MerchantAct.cs"] = "asks the gate",
        ["Portal.Domain/Identity/Acting/OwnAct.cs"] = "asks the gate",
        ["Portal.Domain/Identity/Acting/StaffAct.cs"] = "asks the gate",
        ["Portal.Domain/Identity/Acting/SystemAct.cs"] = "asks the gate",
        ["Portal.Domain/Operations/BackupService.cs"] = "a snapshot of one database and the filling of another, inside its act",
        ["Portal.Domain/Reports/Proofs/ProofService.cs"] = "a context for each of the proofs that run beside each other, inside its act",
        ["Portal.Domain/Demo/DemoSeeder.Certification.cs"] = "looks up what the seeder made; the demo acts through services",
        ["Portal.Domain/Demo/DemoSeeder.cs"] = "looks whether there is a demo already",
        ["Portal.Domain/Demo/OrganisationDemo.cs"] = "looks up what the seeder made",
        ["Portal/Hosting/StartChecks.cs"] = "looks for demo people before the site opens",
        ["Portal/Jobs/MailSender.cs"] = "a letter of the outbox, by its work row",
        ["Portal/Jobs/PumpSchedule.cs"] = "looks whether work is due",
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
