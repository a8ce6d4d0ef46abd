using System.Globalization;
using System.Security.Cryptography;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Components.Settlement;
using Portal.Domain.Audit;
using Portal.Domain.Operations;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Jobs;
using Portal.Tests.Approvals;
using Portal.Tests.Payments;

namespace Portal.Tests.Reports;

/// <summary>Workbooks with more lines than are made while somebody waits: asked for by pressing, made by work, kept for a term.</summary>
public sealed class MadeWorkbookTests : BunitContext
{
    private const string Number = "ST-20261119-000001";
    private const int Payments = 60;

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_big_workbook_is_made_because_somebody_pressed_and_is_the_same_bytes_as_one_made_at_once(Provider provider)
    {
        await using var world = await World.Create(provider);
        var owner = await Settled(world);
        var poster = world.Get<StatementWorkbookService>();
        var csv = await Taken(world, owner, ExportFormat.Csv);

        // Opening its page, and asking for the file without having pressed, makes nothing.
        var view = await View(world, owner);
        Assert.Equal((WorkbookState.Missing, csv.Receipt.Rows, 100), (view.State, view.Lines, view.AtOnceMax));
        var first = await Assert.ThrowsAsync<Refusal>(() => Taken(world, owner, ExportFormat.Xlsx));
        Assert.Equal(ReportsRefusals.WorkbookFirst, first.Code);
        Assert.Equal((object[])[view.Lines, 100], first.Args);
        await using var db = world.Db();
        Assert.False(await db.WorkItems.AnyAsync(row => row.Kind == StatementWorkbookService.MakeWork, Ct));
        Assert.Empty(OnDisk(world));

        // Eight presses at once are one.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => poster.Ask(owner, "qinghe", Number, Ct)));
        await poster.Ask(owner, "qinghe", Number, Ct);
        Assert.Equal(WorkbookState.Making, (await View(world, owner)).State);
        Assert.Single(await db.MadeWorkbooks.ToListAsync(Ct));
        Assert.Equal(1, await db.AuditRecords.CountAsync(row => row.Action == "statement.workbook-asked", Ct));
        Assert.Equal(ReportsRefusals.WorkbookFirst, (await Assert.ThrowsAsync<Refusal>(() => Taken(world, owner, ExportFormat.Xlsx))).Code);

        Assert.Equal(1, await Work(world));
        view = await View(world, owner);
        Assert.Equal((WorkbookState.Ready, view.MadeUtc!.Value.AddDays(30)), (view.State, view.KeptUntilUtc));
        var made = await Taken(world, owner, ExportFormat.Xlsx);
        Assert.Equal((csv.Receipt.Rows, Hash(made.Bytes)), (made.Receipt.Rows, made.Receipt.Sha256));
        Assert.Equal(csv.Receipt.Rows, Workbook.Read(made.Bytes)["Lines"].Count - 2);
        var control = await Taken(world, Actor.Operator, ExportFormat.Xlsx);
        Assert.Equal(Hash(control.Bytes), Hash(made.Bytes));
        var trail = await db.AuditRecords.OrderBy(row => row.Sequence).Select(row => row.Action).ToListAsync(Ct);
        Assert.Equal(
            ["statement.workbook-asked", "statement.workbook-made", FileTrail.Begun, "statement.exported"],
            trail
                .Where(act =>
                    act is FileTrail.Begun or "statement.exported" || act.StartsWith("statement.workbook", StringComparison.Ordinal)
                )
                .Skip(2)
                .Take(4)
        );

        // There already: pressing again makes no work.
        await poster.Ask(owner, "qinghe", Number, Ct);
        Assert.Equal(0, await Work(world));
    }

    [Theory, BothDatabases]
    public async Task Who_may_look_but_not_export_may_not_press(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Settled(world);
        Merchant merchant;
        await using (var db = world.Db())
        {
            merchant = await db.Merchants.SingleAsync(Ct);
        }

        var viewer = await world.Member(merchant, MerchantRole.FinanceViewer);
        Assert.Equal(WorkbookState.Missing, (await View(world, viewer)).State);
        var poster = world.Get<StatementWorkbookService>();
        Assert.True((await Assert.ThrowsAsync<Refusal>(() => poster.Ask(viewer, "qinghe", Number, Ct))).IsDenied);
        Assert.True((await Assert.ThrowsAsync<Refusal>(() => poster.Ask(world.Stranger, "qinghe", Number, Ct))).IsNotFound);
        Assert.True((await Assert.ThrowsAsync<Refusal>(() => View(world, world.Stranger))).IsNotFound);
    }

    [Theory, BothDatabases]
    public async Task A_few_lines_are_a_workbook_at_once_and_more_than_a_sheet_takes_are_none(Provider provider)
    {
        await using var world = await World.Create(provider);
        var owner = await Settled(world);
        await Limit(world, 5_000);
        Assert.Equal(WorkbookState.AtOnce, (await View(world, owner)).State);
        await world.Get<StatementWorkbookService>().Ask(owner, "qinghe", Number, Ct);
        Assert.Equal(0, await Work(world));
        Assert.Equal(WorkbookState.AtOnce, (await View(world, owner)).State);
        Assert.True((await Taken(world, owner, ExportFormat.Xlsx)).Receipt.Rows > 0);

        await using var db = world.Db();
        var id = await db.Statements.Select(row => row.Id).SingleAsync(Ct);
        // A statement of as many items as that takes minutes to make; what is asked is only how many there are.
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "StatementLines" ("StatementId", "Day", "Kind", "Items", "AmountMinor") VALUES ({id}, {MoneyWorld.Day}, 'Adjustment', {StatementExportService.WorkbookLinesMax}, 0)""",
            Ct
        );
        Assert.Equal(WorkbookState.TooLong, (await View(world, owner)).State);
        await world.Get<StatementWorkbookService>().Ask(owner, "qinghe", Number, Ct);
        Assert.Equal(0, await Work(world));
    }

    [Theory, BothDatabases]
    public async Task Broken_off_while_it_is_made_leaves_no_half_file_and_it_is_made_again(Provider provider)
    {
        await using var world = await World.Create(provider);
        var owner = await Settled(world);
        var poster = world.Get<StatementWorkbookService>();
        await poster.Ask(owner, "qinghe", Number, Ct);
        await using var db = world.Db();
        var id = await db.MadeWorkbooks.Select(row => row.Id).SingleAsync(Ct);
        var desk = world.Get<WorkbookPlaces>();

        // Stopped in the middle: it waits for its place with its file begun.
        using (await desk.Take(Ct))
        using (await desk.Take(Ct))
        {
            using var stop = new CancellationTokenSource();
            var making = poster.Make(Actor.System("settlement"), id, stop.Token);
            while (desk.Waiting == 0 && !making.IsCompleted)
            {
                await Task.Yield();
            }

            Assert.EndsWith(".part", Assert.Single(OnDisk(world)), StringComparison.Ordinal);
            Assert.Equal(WorkbookState.Making, (await View(world, owner)).State);
            // While it is made, the page can say of how many.
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            while (
                !await db.WorkItems.AnyAsync(row => row.RefId == id && row.Kind == StatementWorkbookService.MakeWork && row.Total > 0, Ct)
            )
            {
                await Task.Yield();
            }

            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => making);
        }

        Assert.Empty(OnDisk(world));
        Assert.Null(await db.MadeWorkbooks.Select(row => row.MadeUtc).SingleAsync(Ct));

        // Killed: what it had written lies there, and its server holds the work until its lease is over.
        await File.WriteAllBytesAsync($"{world.Get<DatabaseSettings>().WorkbookPath(id)}.dead.part", new byte[100], Ct);
        var work = await db.WorkItems.SingleAsync(row => row.Kind == StatementWorkbookService.MakeWork, Ct);
        Assert.True(work.Take("dead:1", world.Clock.UtcNow()));
        await db.SaveChangesAsync(Ct);
        Assert.Equal(0, await Work(world));
        world.Clock.Advance(WorkItem.Lease + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Work(world));
        Assert.EndsWith($"{id:D10}.xlsx", Assert.Single(OnDisk(world)), StringComparison.Ordinal);
        var made = await Taken(world, owner, ExportFormat.Xlsx);
        Assert.Equal(Hash((await Taken(world, Actor.Operator, ExportFormat.Xlsx)).Bytes), Hash(made.Bytes));
    }

    [Theory, BothDatabases]
    public async Task A_made_workbook_goes_after_its_term_and_one_that_was_touched_is_not_given_out(Provider provider)
    {
        await using var world = await World.Create(provider);
        var owner = await Settled(world);
        var poster = world.Get<StatementWorkbookService>();
        await poster.Ask(owner, "qinghe", Number, Ct);
        await Work(world);
        var first = await Taken(world, owner, ExportFormat.Xlsx);

        var path = Assert.Single(OnDisk(world));
        var bytes = await File.ReadAllBytesAsync(path, Ct);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Ct);
        Assert.Equal(
            ReportsRefusals.WorkbookDamaged,
            (await Assert.ThrowsAsync<Refusal>(() => Taken(world, owner, ExportFormat.Xlsx))).Code
        );
        Assert.Equal(WorkbookState.Missing, (await View(world, owner)).State);
        await poster.Ask(owner, "qinghe", Number, Ct);
        await Work(world);
        Assert.Equal(Hash(first.Bytes), Hash((await Taken(world, owner, ExportFormat.Xlsx)).Bytes));

        world.Clock.Advance(TimeSpan.FromDays(30));
        await world.Get<RetentionService>().Run(Actor.System("retention"), Ct);
        Assert.Equal(WorkbookState.Ready, (await View(world, owner)).State);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Get<RetentionService>().Run(Actor.System("retention"), Ct);
        Assert.Empty(OnDisk(world));
        await using var db = world.Db();
        Assert.Contains(await db.Deletions.ToListAsync(Ct), row => row.Kind == Kept.Workbooks && row.Count == 1);
        Assert.Equal(WorkbookState.Missing, (await View(world, owner)).State);
        await poster.Ask(owner, "qinghe", Number, Ct);
        await Work(world);
        Assert.Equal(Hash(first.Bytes), Hash((await Taken(world, owner, ExportFormat.Xlsx)).Bytes));
        await world.AssertProven();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public void The_page_says_how_it_stands_and_offers_what_there_is(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo(language);
        var now = World.Start.UtcDateTime;
        var said = new HashSet<string>();
        foreach (var state in Enum.GetValues<WorkbookState>())
        {
            var view = new WorkbookView(state, 45_756, 5_000, 12_000, now, now.AddDays(30));
            var text = WorkbookAct.Text(view, TimeZoneInfo.Utc);
            Assert.True(said.Add(text), $"{state} says what another state says");
            var shown = Render<WorkbookAct>(p =>
                p.Add(one => one.Merchant, "qinghe").Add(one => one.Number, Number).Add(one => one.Workbook, view)
            );
            var link = shown.FindAll("a").Select(one => one.GetAttribute("href")!.Split('.')[^1]).SingleOrDefault();
            Assert.Equal(
                state switch
                {
                    WorkbookState.AtOnce or WorkbookState.Ready => "xlsx",
                    WorkbookState.TooLong => "csv",
                    WorkbookState.Missing or WorkbookState.Making or WorkbookState.Failed => null,
                },
                link
            );
            Assert.Equal(state is WorkbookState.Missing or WorkbookState.Failed, shown.FindAll("button").Count == 1);
            Assert.Equal(state == WorkbookState.Making, shown.FindAll("progress").Count == 1);
        }

        var making = new WorkbookView(WorkbookState.Making, 45_756, 5_000, 12_000, null, null);
        Assert.Contains("12,000", WorkbookAct.Text(making, TimeZoneInfo.Utc), StringComparison.Ordinal);
        Assert.Contains("45,756", WorkbookAct.Text(making, TimeZoneInfo.Utc), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Pressed_in_Chromium_it_is_made_and_saved(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Settled(world);
        await using var site = await FileCases.Over(world, provider);
        await site.Person("auditor@portal.example.test", StaffRole.Auditor);
        var page = await FileCases.SignIn(site, "auditor");

        // Who opens the file's address themselves is led to where one presses.
        await page.GotoAsync($"/m/qinghe/settlements/{Number}/file.xlsx");
        Assert.EndsWith(Number, page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make Excel" }).ClickAsync();
        await page.GetByText("Being made: 0 of").First.WaitForAsync();
        await Site.AxeClean(page);
        // The site of this test has no pump of its own.
        var steps = new WorkSteps(site.Get<IServiceProvider>());
        Assert.Equal(1, await site.Get<WorkQueue>().RunDue(steps.Table, Ct, StatementWorkbookService.MakeWork));
        var link = page.GetByRole(AriaRole.Link, new() { Name = "Export Excel" });
        var saved = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        Assert.Null(await saved.FailureAsync());
        var bytes = await File.ReadAllBytesAsync(await saved.PathAsync(), Ct);
        Assert.Equal(Hash((await Taken(world, Actor.Operator, ExportFormat.Xlsx)).Bytes), Hash(bytes));
        await Site.AxeClean(page);
    }

    /// <summary>A closed day of more lines than its site makes while somebody waits.</summary>
    internal static async Task<Actor> Settled(World world)
    {
        var (merchant, owner) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        await world.ImportAndPost(SampleRows.Bill(Enumerable.Range(1, Payments).Select(n => SampleRows.Payment(n, 1_000 + n))));
        await world.Settle();
        await Limit(world, 100);
        return owner;
    }

    private static async Task Limit(World world, int lines)
    {
        var administrator = await world.Person($"limit-{ApprovalWorld.Key}", StaffRole.Administrator);
        await world.Set(administrator, OperationsPolicies.WorkbookLinesAtOnce, lines.ToString(CultureInfo.InvariantCulture));
    }

    private static Task<WorkbookView> View(World world, Actor actor) =>
        world.Get<StatementWorkbookService>().View(actor, "qinghe", Number, Ct);

    /// <summary>What a server's pump does; how many workbooks it finished.</summary>
    private static Task<int> Work(World world) =>
        world.Get<WorkQueue>().RunDue(world.Get<WorkSteps>().Table, Ct, StatementWorkbookService.MakeWork);

    private static string[] OnDisk(World world)
    {
        var folder = Path.GetDirectoryName(world.Get<DatabaseSettings>().WorkbookPath(1))!;
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }

    private static async Task<(FileReceipt Receipt, byte[] Bytes)> Taken(World world, Actor actor, ExportFormat format)
    {
        using var output = new MemoryStream();
        var file = await world.Get<StatementExportService>().Export(actor, "qinghe", Number, format, Ct);
        return (await file.WriteTo(output, Ct), output.ToArray());
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
