using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Banking;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Tests.Approvals;
using Portal.Tests.Banking;
using Portal.Tests.Commands;
using Portal.Tests.Messaging;
using Portal.Tests.Payments;

namespace Portal.Tests.Faults;

/// <summary>
/// Work of every kind, left as rows for whichever server comes: bills to post and bills in the drop folder, an agreed batch whose bank file is
/// to be written, a run to settle, mails, a message, clocks. And the question whether all of it was done, and once.
/// </summary>
internal sealed class LiveWork
{
    private const int Merchants = 3;
    private const int RefundEvery = 9;
    private static readonly string[] Asked = ["bill-drop", "fee-accrual", "day-close", "nightly-proof", "reconciliation"];
    private readonly World _world;
    private readonly DateTime _noon;
    private Actor _administrator = Actor.Anonymous;
    private int _day;
    private int _files;
    private int _mails;
    private int _rows;
    private long _gross;

    private LiveWork(World world)
    {
        _world = world;
        _noon = world.Clock.UtcNow().Date.AddDays(-300).AddHours(4);
    }

    /// <summary>The settings of a server that does this work.</summary>
    public (string Key, string Value)[] Settings => [("Bills__DropFolder", Drop)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Drop => Path.Combine(_world.Folder, "drop");

    /// <summary>A world whose clock is an hour behind, so that what it leaves is due for real programs.</summary>
    public static Task<World> World(Provider provider) => Harness.World.Create(provider, TimeProvider.System.GetUtcNow().AddHours(-1));

    /// <summary>The people and merchants; a closed day whose payouts wait; no work yet.</summary>
    public static async Task<LiveWork> Prepare(World world)
    {
        var work = new LiveWork(world);
        work._administrator = await world.Person("administrator", StaffRole.Administrator);
        await world.AddOurAccount();
        for (var m = 0; m < Merchants; m++)
        {
            var (merchant, _) = await world.Organisation($"merchant-{m}");
            await world.Claim(merchant, MerchantNo(m));
            var form = ApprovalWorld.Form(string.Create(CultureInfo.InvariantCulture, $"440018632010530{m}"), merchant.LegalName);
            await world.Get<BankAccountService>().Install(Actor.Operator, merchant.Slug, form, Ct);
        }

        await world.ImportAndPost(SampleRows.Bill(work.Rows(30)));
        await world.Settle(work.Day);
        return work;
    }

    /// <summary>So many bills, the same number of files in the drop folder, and mails.</summary>
    public async Task LayBills(int bills, int payments, int mails)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Drop, BillFormats.WechatTrade)).FullName;
        for (var n = 0; n < bills; n++)
        {
            await _world.Import(SampleRows.Bill(Rows(payments)), $"bill-{_day}.csv");
            var file = Path.Combine(folder, $"drop-{_files++}.csv");
            await File.WriteAllBytesAsync(file + ".part", SampleRows.Bill(Rows(payments / 4)), Ct);
            // It has come to rest long ago.
            File.SetLastWriteTimeUtc(file + ".part", TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-5));
            File.Move(file + ".part", file);
        }

        await using var db = _world.Db();
        var now = _world.Clock.UtcNow();
        var posted = Enumerable
            .Range(0, mails)
            .Select(_ => Mail.To($"p{_mails++}@example.test", "P", "en", PeopleService.KnownMail, now))
            .ToList();
        await db.Post(posted, now, Ct);
    }

    /// <summary>The batch is agreed to, the day is to be closed, the message is to be sent, and five clocks are asked for.</summary>
    public async Task LayTheRest()
    {
        var (maker, checker) = await _world.Finance();
        List<string> payouts;
        await using (var db = _world.Db())
        {
            payouts = await db.Payouts.OrderBy(row => row.Id).Select(row => row.Number).ToListAsync(Ct);
        }

        var today = _world.Get<SettlementZone>().Today(_world.Clock).AddDays(1);
        var draft = new BatchDraft("main", payouts, today, "Due.");
        await _world.Agree(checker, await _world.Get<PayoutBatchService>().Propose(maker, draft, ApprovalWorld.Key, Ct));
        var news = await Newsroom.Open(_world, slug: "news");
        await news.Follower("reader-1");
        await news.Follower("reader-2");
        var message = await news.Draft();
        await news.Publishing.Publish(news.Owner, news.Slug, message.Number, message.Version, Ct);
        await _world.Get<SettlementService>().Start(Actor.Operator, Day, Ct);
        foreach (var clock in Asked)
        {
            await _world.Get<JobsService>().RunClock(_administrator, clock, Ct);
        }
    }

    /// <summary>Looks until something is so; fails with what was seen last.</summary>
    public static async Task Until(Func<Task<bool>> so, Func<Task<string>> seen, int seconds = 240)
    {
        var watch = Stopwatch.StartNew();
        while (!await so())
        {
            Assert.True(watch.Elapsed.TotalSeconds < seconds, $"Not after {seconds} s: {await seen()}");
            await Task.Delay(20, Ct);
        }
    }

    /// <summary>Waits, without a hand, until all work is done.</summary>
    public Task UntilAllDone() => Until(async () => (await Open()).Length == 0, async () => string.Join("; ", await Open()));

    public Task UntilBillsArePosted() =>
        Until(
            async () =>
            {
                await using var db = _world.Db();
                return await db.Bills.AllAsync(row => row.State == BillState.Posted, Ct);
            },
            async () => string.Join("; ", await Open())
        );

    /// <summary>Something that is in one of these servers' hands just now: a bill where several are named, for a bill takes a while.</summary>
    public async Task<WorkItem?> HeldBy(params string[] servers)
    {
        await using var db = _world.Db();
        return await db
            .WorkItems.AsNoTracking()
            .Where(row => row.State == WorkState.Running && servers.Contains(row.Server) && !row.Kind.StartsWith("clock."))
            .Where(row => servers.Length == 1 || row.Kind == BillService.PostWork)
            .OrderByDescending(row => row.Id)
            .FirstOrDefaultAsync(Ct);
    }

    public async Task<int> DoneBy(string server)
    {
        await using var db = _world.Db();
        return await db.WorkItems.CountAsync(
            row => row.State == WorkState.Done && row.Server == server && !row.Kind.StartsWith("clock."),
            Ct
        );
    }

    /// <summary>Everything that was left to do has been done, once, and the books prove it.</summary>
    public async Task AssertDoneOnce()
    {
        // What came after its day was closed is closed with yesterday.
        var yesterday = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var settled = await _world.Portal("settle", "--through", yesterday);
        Assert.True(settled.ExitCode == 0, settled.Errors);
        await using var db = _world.Db();
        Assert.Equal(_rows, await db.Payments.CountAsync(Ct) + await db.Refunds.CountAsync(Ct));
        Assert.Equal(_gross, await db.Payments.SumAsync(row => row.GrossMinor, Ct));
        Assert.Equal(_gross, await db.Statements.SumAsync(row => row.GrossMinor, Ct));
        Assert.Equal(0, await db.Mails.CountAsync(row => row.State != MailState.Sent, Ct));
        Assert.Equal(_mails, await db.Mails.CountAsync(row => row.Kind == PeopleService.KnownMail, Ct));
        Assert.Equal(1, await db.Broadcasts.CountAsync(Ct));
        var batch = await db.PayoutBatches.SingleAsync(Ct);
        Assert.Equal((BatchState.Written, Merchants), (batch.State, await db.BankTransfers.CountAsync(Ct)));
        Assert.Equal(batch.TotalMinor, await db.BankTransfers.SumAsync(row => row.AmountMinor, Ct));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Drop, BillFormats.WechatTrade)));
        Assert.Empty(await db.ProofRuns.Where(row => row.Failed != "").Select(row => row.Failed).ToListAsync(Ct));
        var proven = await _world.Portal("verify");
        Assert.True(proven.ExitCode == 0, proven.Errors);
    }

    private DateOnly Day => DateOnly.FromDateTime(_noon.AddDays(_day - 1));

    /// <summary>A new day's rows, of all merchants.</summary>
    private List<BillRow> Rows(int payments)
    {
        var noon = _noon.AddDays(_day++);
        var rows = new List<BillRow>();
        for (var n = 1; n <= payments; n++)
        {
            var number = (_day * 100_000) + n;
            var payment = SampleRows.Payment(number, 10_000 + n, noon.AddSeconds(n), MerchantNo(n % Merchants));
            rows.Add(payment);
            if (n % RefundEvery == 0)
            {
                rows.Add(SampleRows.Refund(number, payment, 1 + (n % 90), noon.AddSeconds(n + 60)));
            }
        }

        _rows += rows.Count;
        _gross += rows.Sum(row => row.GrossMinor);
        return rows;
    }

    private async Task<string[]> Open()
    {
        await using var db = _world.Db();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var rows = await db
            .WorkItems.AsNoTracking()
            .Where(row => !row.Kind.StartsWith("clock.") && row.State != WorkState.Done)
            .Where(row => row.State != WorkState.Waiting || row.DueUtc <= now)
            .ToListAsync(Ct);
        var failed = rows.Where(row => row.State == WorkState.Failed).Select(row => $"{row.Kind} {row.LastError}");
        Assert.Empty(failed);
        var clocks = await db
            .ClockRuns.AsNoTracking()
            .Where(row => row.Ok && row.FinishedUtc != null)
            .Select(row => row.Name)
            .ToListAsync(Ct);
        var files = Directory.Exists(Drop) ? Directory.EnumerateFiles(Path.Combine(Drop, BillFormats.WechatTrade)) : [];
        return
        [
            .. rows.Select(row => $"{row.Kind} {row.RefId} {row.State} {row.Server} {row.LastError}"),
            .. Asked.Except(clocks),
            .. files.Select(file => Path.GetFileName(file)),
        ];
    }

    private static string MerchantNo(int m) => string.Create(CultureInfo.InvariantCulture, $"160000000{m}");
}
