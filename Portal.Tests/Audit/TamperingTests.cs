using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Audit;
using Portal.Tests.Commands;

namespace Portal.Tests.Audit;

/// <summary>S-66: whatever is done to the trail without the key, the proof sees it, and names the first record that is wrong.</summary>
public sealed class TamperingTests
{
    private const int Records = 40;
    private static readonly Tampering[] Kinds = Enum.GetValues<Tampering>();

    [Fact]
    public async Task Two_hundred_of_two_hundred_tamperings_of_a_copy_are_noticed()
    {
        await using var world = await Written(Provider.Sqlite);
        var whole = await Copy(world);
        Assert.True((await Verify(world, whole)).Ok, "the untouched copy must pass");
        var random = new Random(20261122);
        var unseen = new List<string>();
        for (var i = 0; i < 200; i++)
        {
            var kind = Kinds[i % Kinds.Length];
            var copy = Path.Combine(world.Folder, $"copy-{i}.db");
            File.Copy(whole, copy);
            long? wrong;
            await using (var db = Open(copy))
            {
                wrong = await Tamperings.Do(db, kind, random);
            }

            var proof = await Verify(world, copy);
            if (proof.Ok || (wrong is { } sequence && !Names(proof.Detail, sequence)))
            {
                unseen.Add($"{i} {kind} at {wrong}: {proof.Detail}");
            }

            File.Delete(copy);
        }

        Assert.Empty(unseen);
    }

    [Theory, BothDatabases]
    public async Task Each_kind_of_tampering_is_noticed_on_both_databases(Provider provider)
    {
        await using var world = await Written(provider);
        var random = new Random(7);
        foreach (var kind in Kinds)
        {
            await using var db = world.Db();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await Tamperings.Do(db, kind, random);
            var proof = await Chain(world).Check(db, default);
            Assert.False(proof.Ok, $"{kind} was not noticed");
            await transaction.RollbackAsync();
        }

        await using var read = world.Db();
        Assert.True((await Chain(world).Check(read, default)).Ok);
    }

    [Fact]
    public async Task Without_the_anchor_a_truncated_tail_is_not_noticed()
    {
        await using var world = await Written(Provider.Sqlite);
        File.Delete(world.Get<AuditAnchors>().PathOfFile);
        var copy = await Copy(world);
        await using (var db = Open(copy))
        {
            await Tamperings.Do(db, Tampering.Truncate, new Random(1));
        }

        Assert.True((await Verify(world, copy)).Ok, "this is why there are anchors");
    }

    /// <summary>What is not one of the words of an outcome, and what is no value of its column at all: reported by number, not thrown.</summary>
    [Theory, BothDatabases]
    public async Task A_record_that_cannot_be_read_is_named_and_the_proof_goes_on(Provider provider)
    {
        await using var world = await Written(provider);
        string[] outcomes = ["", " ", "0", "done", "Undone", "Done "];
        foreach (var outcome in outcomes)
        {
            Assert.Contains("record 7 has an outcome", await Planted(world, $"\"Outcome\" = '{outcome}'"), StringComparison.Ordinal);
        }

        if (provider == Provider.Sqlite)
        {
            // SQLite keeps a text where a number belongs.
            Assert.Contains("record 7", await Planted(world, "\"AtUtc\" = 'yesterday'"), StringComparison.Ordinal);
        }

        Assert.Contains("follow each other", await Planted(world, "\"Outcome\" = \"Outcome\""), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Verify_ends_with_its_code_and_a_sentence_when_an_outcome_is_unknown(Provider provider)
    {
        await using var world = await Written(provider);
        await using (var db = world.Db())
        {
            await Tamperings.TakeTriggersOff(db);
            await db.Database.ExecuteSqlAsync($"UPDATE \"AuditRecords\" SET \"Outcome\" = 'Undone' WHERE \"Sequence\" = {Records}");
        }

        var said = await world.Portal("verify");
        Assert.True(said.ExitCode == 1, said.Errors);
        Assert.Contains($"record {Records} has an outcome", said.Json.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said.Errors, StringComparison.Ordinal);
        // A site whose newest record is such a one still starts: the proof says what is wrong, not a trace.
        Assert.True(await world.Get<AuditKeepingService>().KeyFits(Actor.System("audit"), default));
    }

    /// <summary>What the proof says of a trail whose record 7 was changed so; changed back afterwards.</summary>
    private static async Task<string> Planted(World world, string change)
    {
        await using var db = world.Db();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await Tamperings.TakeTriggersOff(db);
        var sql = $"UPDATE \"AuditRecords\" SET {change} WHERE \"Sequence\" = 7";
        await db.Database.ExecuteSqlRawAsync(sql);
        var proof = await Chain(world).Check(db, default);
        await transaction.RollbackAsync();
        return proof.Detail;
    }

    [Fact]
    public async Task An_anchor_file_that_was_touched_is_noticed()
    {
        await using var world = await Written(Provider.Sqlite);
        var path = world.Get<AuditAnchors>().PathOfFile;
        var text = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, text.Replace($"\"Sequence\":{Records}", "\"Sequence\":3", StringComparison.Ordinal));
        await using var db = world.Db();
        var proof = await Chain(world).Check(db, default);
        Assert.False(proof.Ok);
        Assert.Contains("line 1", proof.Detail, StringComparison.Ordinal);
    }

    private static async Task<World> Written(Provider provider)
    {
        var world = await World.Create(provider);
        await using (var db = world.Db())
        {
            for (var i = 0; i < Records; i++)
            {
                world.Clock.Advance(TimeSpan.FromSeconds(1));
                db.Audit(world.Stranger, "thing.changed", "thing", $"T-{i}", null, new { State = "Old" }, new { State = "New", i }, "测试");
                await db.SaveChangesAsync();
            }
        }

        await world.Get<AuditKeepingService>().Anchor(Actor.System("audit"), "daily", default);
        return world;
    }

    private static async Task<string> Copy(World world)
    {
        var path = Path.Combine(world.Folder, "whole.db");
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {path}");
        return path;
    }

    private static async Task<ProofResult> Verify(World world, string file)
    {
        await using var db = Open(file);
        return await Chain(world).Check(db, default);
    }

    private static SqlitePortalDb Open(string file) =>
        new(
            new DbContextOptionsBuilder<SqlitePortalDb>()
                .UseSqlite(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString())
                .UseApplicationServiceProvider(IdentitySchema.Services)
                .Options
        );

    private static IProof Chain(World world) => world.Services.GetServices<IProof>().Single(proof => proof.Id == "I-08");

    private static bool Names(string detail, long sequence) =>
        System.Text.RegularExpressions.Regex.IsMatch(detail, $@"\b(record|cut after record) {sequence}\b");
}
