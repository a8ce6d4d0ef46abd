using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Reports;

namespace Portal.Tests.Audit;

public sealed class AuditKeepingTests
{
    private static readonly Actor Keeper = Actor.System("audit");

    [Theory, BothDatabases]
    public async Task Old_records_go_from_the_oldest_end_and_the_chain_still_verifies(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Write(world, 5);
        world.Clock.Advance(TimeSpan.FromDays(365 * 3));
        await Write(world, 4);
        var keeping = world.Get<AuditKeepingService>();
        Assert.Equal(0, (await keeping.Cut(Keeper, default)).Deleted);

        world.Get<AuditSettings>().KeepYears = 2;
        var cut = await keeping.Cut(Keeper, default);

        Assert.Equal((5, 5), (cut.Deleted, cut.LastSequence));
        Assert.Equal(0, (await keeping.Cut(Keeper, default)).Deleted);
        await using var db = world.Db();
        Assert.Equal([6, 7, 8, 9, 10], await db.AuditRecords.OrderBy(row => row.Sequence).Select(row => row.Sequence).ToListAsync());
        Assert.Equal("audit.cut", (await db.AuditRecords.SingleAsync(row => row.Sequence == 10)).Action);
        var proof = await Proof(world);
        Assert.True(proof.Ok, proof.Detail);
        Assert.Contains("kept from 6", proof.Detail, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task What_no_cut_names_cannot_be_deleted(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Write(world, 3);
        await using var db = world.Db();
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => db.AuditRecords.ExecuteDeleteAsync());
        Assert.Contains("append-only", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_made_once_with_its_mode_and_a_lost_key_is_noticed()
    {
        await using var world = await World.Create(Provider.Sqlite);
        await Write(world, 2);
        var path = Path.Combine(world.Folder, "keys", "audit.key");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        Assert.True(await world.Get<AuditKeepingService>().KeyFits(Keeper, default));
        var other = new AuditKeepingService(
            world.Get<Acts>(),
            world.Get<IDbContextFactory<PortalDb>>(),
            new AuditSettings(),
            AuditChain.Of(new AuditSettings { Key = new string('a', 64) }, world.Folder),
            world.Get<AuditAnchors>(),
            world.Get<RefusalTrail>(),
            world.Clock
        );
        Assert.False(await other.KeyFits(Keeper, default));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("zz")]
    public void A_key_of_the_settings_must_be_thirty_two_bytes(string key) =>
        Assert.Throws<InvalidOperationException>(() => AuditChain.Of(new AuditSettings { Key = key }, "/nowhere"));

    [Fact]
    public void Facts_have_one_form_whatever_the_order_they_are_named_in() =>
        Assert.Equal(
            AuditChain.Canonical(new { b = 1, a = new { d = 1, c = "测试" } }),
            AuditChain.Canonical(new { a = new { c = "测试", d = 1 }, b = 1 })
        );

    [Theory, BothDatabases]
    public async Task A_refusal_is_written_after_the_rolled_back_act_and_repeats_are_counted(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        var viewer = await world.Member(merchant, MerchantRole.ContentEditor);
        var trail = world.Get<RefusalTrail>();
        var dbs = world.Get<IDbContextFactory<PortalDb>>();
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<Refusal>(() => world.Get<MerchantService>().Rename(viewer, "qinghe", "New", default));
        }

        await Assert.ThrowsAsync<Refusal>(() => world.Get<MerchantService>().Sheet(world.Stranger, "qinghe", default));
        await using var db = world.Db();
        Assert.Empty(await db.AuditRecords.ToListAsync());

        Assert.Equal(2, await trail.Flush(dbs, atTheEnd: false, default));
        Assert.Equal(0, await trail.Flush(dbs, atTheEnd: false, default));
        await Assert.ThrowsAsync<Refusal>(() => world.Get<MerchantService>().Rename(viewer, "qinghe", "New", default));
        Assert.Equal(0, await trail.Flush(dbs, atTheEnd: false, default));
        world.Clock.Advance(RefusalTrail.Window);
        Assert.Equal(1, await trail.Flush(dbs, atTheEnd: false, default));

        var records = await db.AuditRecords.OrderBy(row => row.Sequence).ToListAsync();
        Assert.All(
            records,
            row => Assert.Equal((RefusalTrail.Action, AuditOutcome.Refused, merchant.Id), (row.Action, row.Outcome, row.MerchantId))
        );
        var first = records.Single(row => row.ActorId == viewer.UserId && row.Sequence < 3);
        Assert.Equal(nameof(Permit.ManageMerchant), first.ObjectKey);
        Assert.Contains("\"count\":5", first.After, StringComparison.Ordinal);
        Assert.Contains("\"count\":1", records[^1].After, StringComparison.Ordinal);
        Assert.True((await Proof(world)).Ok);
    }

    [Theory, BothDatabases]
    public async Task The_trail_is_searched_by_every_filter_and_its_export_is_recorded_and_anchored(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var admin = await world.Person("admin", StaffRole.Administrator);
        await world.Get<MerchantService>().Rename(owner, "qinghe", "新名", default);
        await Write(world, 3);
        var trail = world.Get<AuditTrailService>();
        async Task<int> Count(AuditFilter filter) => (await trail.Search(admin, filter, new PageAsk(), default)).Rows.Count;

        Assert.Equal(4, await Count(new AuditFilter()));
        Assert.Equal(1, await Count(new AuditFilter(Merchant: "qinghe")));
        Assert.Equal(1, await Count(new AuditFilter(Kind: "merchant")));
        Assert.Equal(1, await Count(new AuditFilter(Action: "merchant.renamed")));
        Assert.Equal(3, await Count(new AuditFilter(Object: "T-")));
        Assert.Equal(0, await Count(new AuditFilter(Outcome: AuditOutcome.Refused)));
        Assert.Equal(0, await Count(new AuditFilter(To: new DateOnly(2026, 11, 19))));
        Assert.Equal(4, await Count(new AuditFilter(From: new DateOnly(2026, 11, 20))));
        Assert.Equal(3, await Count(new AuditFilter(Who: "strang")));
        var row = Assert.Single((await trail.Search(admin, new AuditFilter(Kind: "merchant"), new PageAsk(), default)).Rows);
        Assert.True(row.Thing.MayOpen);

        using var file = new MemoryStream();
        var receipt = await (await trail.Export(admin, new AuditFilter(), default)).WriteTo(file, default);
        Assert.Equal(4, receipt.Rows);
        Assert.Contains("merchant.renamed", System.Text.Encoding.UTF8.GetString(file.ToArray()), StringComparison.Ordinal);
        await using var db = world.Db();
        // Begun and completed.
        Assert.Equal(6, await db.AuditRecords.CountAsync());
        Assert.Contains("\"Sequence\":6", await File.ReadAllTextAsync(world.Get<AuditAnchors>().PathOfFile), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_history_tells_the_organisation_what_happened_but_not_which_of_the_platforms_people_did_it(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var staff = await world.Person("staffer", StaffRole.Administrator);
        await using (var db = world.Db())
        {
            db.Audit(owner, "account.edited", "account", "PA-1", merchant.Id, new { Name = "a" }, new { Name = "b" });
            db.Audit(
                staff,
                "account.suspended",
                "account",
                "PA-1",
                merchant.Id,
                after: new { State = "Suspended", Risk = "High" },
                why: "spam"
            );
            db.Audit(staff, "account.edited", "account", "PA-1", merchant.Id + 1);
            await db.SaveChangesAsync();
        }

        var history = world.Get<HistoryService>();
        var rows = await history.OfMerchant(owner, "qinghe", "account", "PA-1", default);
        Assert.Equal([HistoryActor.Platform, HistoryActor.Person], rows.Select(row => row.By));
        Assert.Null(rows[0].Who);
        Assert.DoesNotContain("Risk", rows[0].After, StringComparison.Ordinal);
        Assert.Equal(3, (await history.OfThing(staff, "account", "PA-1", default)).Count);
        var denied = await Assert.ThrowsAsync<Refusal>(() => history.OfMerchant(owner, "qinghe", "bill", "BL-1", default));
        Assert.True(denied.IsNotFound);
    }

    private static async Task Write(World world, int count)
    {
        await using var db = world.Db();
        for (var i = 0; i < count; i++)
        {
            db.Audit(world.Stranger, "thing.changed", "thing", $"T-{i}");
        }

        await db.SaveChangesAsync();
    }

    private static async Task<ProofResult> Proof(World world) =>
        (await world.Get<ProofService>().Verify(Actor.Operator, default)).Single(check => check.Id == "I-08");
}
