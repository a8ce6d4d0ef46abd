using Microsoft.EntityFrameworkCore;

namespace Portal.Tests.Upgrade;

/// <summary>A site of a release without seals is sealed as it stands: once, on record, and never again by itself.</summary>
public sealed class SealsLaidTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_kept_site_is_sealed_once_and_its_trail_says_so(Provider provider)
    {
        await using var site = await KeptSites.Unpack(KeptSites.First, provider);
        await using var world = site.Open();
        await world.Get<Migrator>().Migrate(Ct);
        await using var db = world.Db();
        var proof = world.Get<IEnumerable<IProof>>().Single(one => one.Id == "I-71");
        var before = await proof.Check(db, Ct);
        Assert.True(before.Ok, before.Detail);
        Assert.Equal(1, await db.AuditRecords.CountAsync(row => row.Action == SealLaying.Action, Ct));

        await world.Get<Migrator>().Migrate(Ct);
        Assert.Equal(1, await db.AuditRecords.CountAsync(row => row.Action == SealLaying.Action, Ct));

        // Whoever takes the seals away and puts the migration's mark back finds no second laying.
        byte[] empty = [];
        await db.Database.ExecuteSqlAsync($"""DELETE FROM "Seals" """, Ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Seals" ("Table", "Group", "Rows", "High", "Low", "Marks", "Record", "AtUtc", "Mac")
            VALUES ('', -2, 0, 0, 0, {empty}, 0, 0, {empty})
            """,
            Ct
        );
        await world.Get<Migrator>().Migrate(Ct);
        Assert.Equal(1, await db.AuditRecords.CountAsync(row => row.Action == SealLaying.Action, Ct));
        Assert.False((await proof.Check(db, Ct)).Ok);
    }
}
