using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Portal.Domain.Audit;
using Portal.Domain.Calendar;

namespace Portal.Tests.Data;

/// <summary>I-71: what a finding says, and that no way round the seals is left open.</summary>
public sealed class SealedRowsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_finding_names_row_column_and_who_changed_it_last(Provider provider)
    {
        await using var world = await World.Create(provider);
        var li = await world.Person("li", StaffRole.Administrator);
        await world.Get<CalendarService>().Set(li, new DateOnly(2026, 12, 31), false, "Bank day", Ct);
        Assert.True((await Proof(world)).Ok, (await Proof(world)).Detail);

        await ByHand(world, """UPDATE "CalendarDays" SET "Name" = 'A day off' """);

        var said = await Proof(world);
        Assert.False(said.Ok);
        Assert.Contains(
            "CalendarDays 2026-12-31 was changed by hand in Name (last written by li at ",
            said.Detail,
            StringComparison.Ordinal
        );
        Assert.Contains(", record 1)", said.Detail, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_later_change_by_the_product_does_not_cover_one_by_hand(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await ByHand(world, """UPDATE "Merchants" SET "LegalName" = 'Somebody Else Ltd.'""");
        await using (var db = world.Db())
        {
            var row = await db.Merchants.SingleAsync(one => one.Id == merchant.Id, Ct);
            db.Entry(row).Property(one => one.DisplayName).CurrentValue = "Qinghe Tea";
            await db.SaveChangesAsync(Ct);
        }

        Assert.Contains(
            $"Merchants {merchant.Id} was changed by hand in LegalName (",
            (await Proof(world)).Detail,
            StringComparison.Ordinal
        );
    }

    [Theory, BothDatabases]
    public async Task Two_who_change_different_columns_of_one_row_leave_it_sealed(Provider provider)
    {
        await using var world = await World.Create(provider);
        var person = await world.Person("wu");
        await using var one = world.Db();
        await using var other = world.Db();
        (await one.Users.SingleAsync(row => row.Id == person.UserId, Ct)).DisplayName = "Wu Gang";
        (await other.Users.SingleAsync(row => row.Id == person.UserId, Ct)).Culture = "zh-CN";
        await one.SaveChangesAsync(Ct);
        await other.SaveChangesAsync(Ct);
        Assert.True((await Proof(world)).Ok, (await Proof(world)).Detail);
    }

    [Theory, BothDatabases]
    public async Task What_is_rolled_back_leaves_no_seal(Provider provider)
    {
        await using var world = await World.Create(provider);
        var person = await world.Person("wu");
        await using var db = world.Db();
        await using (var transaction = await db.Database.BeginTransactionAsync(Ct))
        {
            db.StaffAssignments.Add(new StaffAssignment(person.UserId, StaffRole.Auditor, world.Clock.UtcNow()));
            await db.SaveChangesAsync(Ct);
            await transaction.RollbackAsync(Ct);
        }

        db.ChangeTracker.Clear();
        db.StaffAssignments.Add(new StaffAssignment(person.UserId, StaffRole.Reviewer, world.Clock.UtcNow()));
        await db.SaveChangesAsync(Ct);
        Assert.True((await Proof(world)).Ok, (await Proof(world)).Detail);
    }

    [Theory, BothDatabases]
    public async Task A_row_that_goes_with_its_seal_is_missed(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Person("boss", StaffRole.Administrator);
        await ByHand(world, """DELETE FROM "StaffAssignments" """);
        Assert.Contains("StaffAssignments 1 was deleted by hand", (await Proof(world)).Detail, StringComparison.Ordinal);
        await ByHand(world, """DELETE FROM "Seals" WHERE "Table" = 'StaffAssignments'""");
        Assert.Contains("seals were changed by hand: ", (await Proof(world)).Detail, StringComparison.Ordinal);

        // Nor does the next write of the product make it good.
        await world.Person("next");
        Assert.Contains("seals were changed by hand: ", (await Proof(world)).Detail, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_row_and_its_seal_as_they_once_were_are_noticed(Provider provider)
    {
        await using var world = await World.Create(provider);
        var li = await world.Person("li", StaffRole.Administrator);
        var calendar = world.Get<CalendarService>();
        await calendar.Set(li, new DateOnly(2026, 12, 31), false, "Bank day", Ct);
        await ByHand(world, """CREATE TABLE "OldSeals" AS SELECT * FROM "Seals" WHERE "Table" = 'CalendarDays'""");
        await ByHand(world, """CREATE TABLE "OldDays" AS SELECT * FROM "CalendarDays" """);
        await calendar.Set(li, new DateOnly(2026, 12, 31), false, "A day off after all", Ct);
        await ByHand(world, """DELETE FROM "Seals" WHERE "Table" = 'CalendarDays'""");
        await ByHand(world, """INSERT INTO "Seals" SELECT * FROM "OldSeals" """);
        await ByHand(world, """DELETE FROM "CalendarDays" """);
        await ByHand(world, """INSERT INTO "CalendarDays" SELECT * FROM "OldDays" """);
        Assert.Contains("seals were changed by hand: ", (await Proof(world)).Detail, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Whoever_takes_all_seals_away_gets_no_new_ones(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Person("boss", StaffRole.Administrator);
        await world.Get<AuditKeepingService>().Anchor(Actor.System("audit"), "start", Ct);
        await ByHand(world, """DELETE FROM "Seals" """);
        await world.Get<Migrator>().Migrate(Ct);
        await world.Person("next");
        var said = (await Proof(world)).Detail;
        Assert.Contains("StaffAssignments 1 was put in by hand", said, StringComparison.Ordinal);

        // With the mark that the migration leaves in a site without seals: it was sealed already, as its anchor says.
        var empty = provider == Provider.Sqlite ? "x''" : "''::bytea";
        await ByHand(
            world,
            $"""INSERT INTO "Seals" ("Table", "Group", "Rows", "High", "Low", "Marks", "Record", "AtUtc", "Mac") VALUES ('', -2, 0, 0, 0, {empty}, 0, 0, {empty})"""
        );
        await world.Get<Migrator>().Migrate(Ct);
        Assert.False((await Proof(world)).Ok);
    }

    [Theory, BothDatabases]
    public async Task Rows_that_were_mended_by_hand_are_sealed_anew_with_a_reason_on_record(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Organisation("qinghe");
        await ByHand(world, """UPDATE "Merchants" SET "DisplayName" = 'Mended'""");
        var keeping = world.Get<AuditKeepingService>();
        var refusal = await Assert.ThrowsAsync<Refusal>(() => keeping.SealAnew(Actor.Operator, " ", Ct));
        Assert.Equal(KernelRefusals.Required, refusal.Code);
        Assert.False((await Proof(world)).Ok);

        var laid = await keeping.SealAnew(Actor.Operator, "Ticket 17: the name was typed wrongly.", Ct);

        Assert.True((await Proof(world)).Ok, (await Proof(world)).Detail);
        await using var db = world.Db();
        var record = await db.AuditRecords.SingleAsync(row => row.Action == SealLaying.Action, Ct);
        Assert.Equal("Ticket 17: the name was typed wrongly.", record.Why);
        Assert.Contains("Merchants 1 was changed by hand in DisplayName", record.After, StringComparison.Ordinal);
        Assert.True(laid.Rows > 3);
    }

    /// <summary>What the root is for when a seal's own figures are altered.</summary>
    [Theory, BothDatabases]
    public async Task A_seal_that_was_altered_stays_altered_whatever_is_added_to_it(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Person("boss", StaffRole.Administrator);
        await ByHand(world, """UPDATE "Seals" SET "By" = 'somebody else' WHERE "Table" = 'StaffAssignments'""");
        Assert.Contains("the seal of StaffAssignments 1 was changed by hand", (await Proof(world)).Detail, StringComparison.Ordinal);
        await using (var db = world.Db())
        {
            var row = await db.StaffAssignments.SingleAsync(Ct);
            db.Entry(row).Property(one => one.SinceUtc).CurrentValue = world.Clock.UtcNow().AddDays(1);
            await db.SaveChangesAsync(Ct);
        }

        Assert.Contains("the seal of StaffAssignments 1 was changed by hand", (await Proof(world)).Detail, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Rules_name_what_there_is(Provider provider)
    {
        await using var world = await World.Create(provider);
        await using var db = world.Db();
        var tables = db.Model.GetRelationalModel().Tables.ToDictionary(table => table.Name);
        Assert.All(SealRules.Tables.Keys, table => Assert.Contains(table, tables.Keys));
        Assert.All(SealRules.Columns.Keys, one => Assert.NotNull(tables[one.Table].FindColumn(one.Column)));
        Assert.All(SealShape.All(db).Values, shape => Assert.DoesNotContain(-1, shape.KeyPlaces));
        Assert.All(SealShape.All(db).Values, shape => Assert.Equal(shape.Tags.Length, shape.Tags.Distinct().Count()));
        var seeded = db.GetService<IDesignTimeModel>()
            .Model.GetEntityTypes()
            .SelectMany(type =>
                type.GetSeedData().Select(row => (type.GetTableName()!, Convert.ToInt64(row["Id"], CultureInfo.InvariantCulture)))
            )
            .Where(row => SealRules.Of(row.Item1) is null);
        Assert.Equal(SealRules.Seeded.Order(), seeded.Order());
    }

    [Theory, BothDatabases]
    public async Task A_database_that_was_put_back_but_for_its_trail_is_noticed(Provider provider)
    {
        await using var world = await World.Create(provider);
        var li = await world.Person("li", StaffRole.Administrator);
        var calendar = world.Get<CalendarService>();
        await calendar.Set(li, new DateOnly(2026, 12, 31), false, "Bank day", Ct);
        await ByHand(world, """CREATE TABLE "OldSeals" AS SELECT * FROM "Seals" """);
        await ByHand(world, """CREATE TABLE "OldDays" AS SELECT * FROM "CalendarDays" """);
        await calendar.Set(li, new DateOnly(2026, 12, 31), false, "A day off after all", Ct);
        Assert.True((await Proof(world)).Ok, (await Proof(world)).Detail);
        await ByHand(world, """DELETE FROM "Seals" """);
        await ByHand(world, """INSERT INTO "Seals" SELECT * FROM "OldSeals" """);
        await ByHand(world, """DELETE FROM "CalendarDays" """);
        await ByHand(world, """INSERT INTO "CalendarDays" SELECT * FROM "OldDays" """);
        Assert.Contains(
            "rows and trail are not of the same time: the seals end with record 1, the trail with 2",
            (await Proof(world)).Detail,
            StringComparison.Ordinal
        );
    }

    /// <summary>In a column of SQLite anything may lie, and a comparison then finds nothing.</summary>
    [Fact]
    public async Task A_value_of_another_kind_that_reads_the_same_is_named()
    {
        await using var world = await World.Create(Provider.Sqlite);
        await world.Person("li", StaffRole.Administrator);
        await ByHand(world, """UPDATE "Users" SET "NormalizedEmail" = CAST("NormalizedEmail" AS BLOB)""");
        Assert.Contains("was changed by hand in NormalizedEmail", (await Proof(world)).Detail, StringComparison.Ordinal);
        await ByHand(world, """UPDATE "Users" SET "NormalizedEmail" = CAST("NormalizedEmail" AS TEXT)""");
        Assert.True((await Proof(world)).Ok, (await Proof(world)).Detail);
        await ByHand(world, """UPDATE "StaffAssignments" SET "SinceUtc" = "SinceUtc" + 0.5""");
        Assert.Contains("was changed by hand in SinceUtc", (await Proof(world)).Detail, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_mark_put_in_by_hand_hides_nothing(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Person("boss", StaffRole.Administrator);
        await ByHand(world, """UPDATE "StaffAssignments" SET "Role" = 'FinanceApprover'""");
        var empty = provider == Provider.Sqlite ? "x''" : "''::bytea";
        await ByHand(
            world,
            $"""INSERT INTO "Seals" ("Table", "Group", "Rows", "High", "Low", "Marks", "Record", "AtUtc", "Mac") VALUES ('', -2, 0, 0, 0, {empty}, 0, 0, {empty})"""
        );
        var said = (await Proof(world)).Detail;
        Assert.Contains("StaffAssignments 1 was changed by hand in Role", said, StringComparison.Ordinal);
        Assert.Contains("the mark of a site without seals was put in by hand", said, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Nobody_is_named_by_a_seal_that_was_forged(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Person("boss", StaffRole.Administrator);
        await ByHand(world, """UPDATE "StaffAssignments" SET "Role" = 'FinanceApprover'""");
        await ByHand(world, """UPDATE "Seals" SET "By" = 'Sun Tao' WHERE "Table" = 'StaffAssignments'""");
        var said = (await Proof(world)).Detail;
        Assert.Contains("StaffAssignments 1 was changed by hand in Role", said, StringComparison.Ordinal);
        Assert.Contains("the seal of StaffAssignments 1 was changed by hand", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Sun Tao", said, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Seals_that_are_all_gone_are_missed_as_such(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Person("boss", StaffRole.Administrator);
        await ByHand(world, """DELETE FROM "Seals" """);
        Assert.Contains("all seals were taken away by hand", (await Proof(world)).Detail, StringComparison.Ordinal);
    }

    /// <summary>A sum of values that everybody reads could be made to fit again by choosing among older seals.</summary>
    [Theory, BothDatabases]
    public async Task What_a_root_says_is_nothing_that_can_be_reckoned_from_its_seals(Provider provider)
    {
        await using var world = await World.Create(provider);
        await world.Person("boss", StaffRole.Administrator);
        var before = await Root(world);
        await world.Get<AuditKeepingService>().SealAnew(Actor.Operator, "As it was.", Ct);
        var after = await Root(world);
        Assert.NotEqual((before.High, before.Low), (after.High, after.Low));
        await using var db = world.Db();
        var (high, low) = (0UL, 0UL);
        foreach (var seal in await db.Set<Seal>().Where(row => row.Group >= 0).ToListAsync(Ct))
        {
            unchecked
            {
                high += BitConverter.ToUInt64(seal.Mac, 0);
                low += BitConverter.ToUInt64(seal.Mac, 8);
            }
        }

        Assert.NotEqual((unchecked((long)high), unchecked((long)low)), (after.High, after.Low));
        Assert.True((await Proof(world)).Ok, (await Proof(world)).Detail);
    }

    private static async Task<Seal> Root(World world)
    {
        await using var db = world.Db();
        return await db.Set<Seal>().AsNoTracking().SingleAsync(row => row.Group == Seal.RootGroup, Ct);
    }

    private static async Task<ProofResult> Proof(World world)
    {
        await using var db = world.Db();
        return await world.Get<IEnumerable<IProof>>().Single(proof => proof.Id == "I-71").Check(db, Ct);
    }

    private static async Task ByHand(World world, string sql)
    {
        await using var db = world.Db();
        await db.Database.ExecuteSqlRawAsync(sql, Ct);
    }
}
