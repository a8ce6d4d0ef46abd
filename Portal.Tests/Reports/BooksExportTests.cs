using System.Diagnostics;
using System.Globalization;
using Portal.Domain.Ledger;
using Portal.Domain.Reports;
using Portal.Tests.Payments;

namespace Portal.Tests.Reports;

public sealed class BooksExportTests
{
    private static readonly Actor Finance = Actor.Operator;

    [Theory, BothDatabases]
    public async Task Hledger_accepts_the_journal_strictly_and_sees_our_trial_balance(Provider provider)
    {
        await using var world = await Busy(provider);
        var journal = await Write(world, BooksFile.Journal, BooksPeriod.All);

        var check = await Hledger(journal, "check", "--strict");
        Assert.True(check.ExitCode == 0, check.Output);
        var theirs = Cells((await Hledger(journal, "bal", "--flat", "--empty", "--no-total", "-O", "csv")).Output)
            .Skip(1)
            .ToDictionary(row => row[0], row => Minor(row[1]));
        var trial = await world.Get<LedgerPagesService>().Trial(Finance, null, LedgerAsOf.Now, default);
        Assert.True(trial.Accounts.Count > 5);
        Assert.All(trial.Accounts, account => Assert.Equal(account.BalanceMinor, theirs.GetValueOrDefault(account.Code)));
        Assert.Equal(trial.Accounts.Count(account => account.BalanceMinor != 0), theirs.Count(pair => pair.Value != 0));
    }

    [Fact]
    public async Task Hledger_refuses_a_journal_that_is_one_fen_out()
    {
        await using var world = await Busy(Provider.Sqlite);
        var journal = await Write(world, BooksFile.Journal, BooksPeriod.All);
        var lines = await File.ReadAllLinesAsync(journal);
        var at = Array.FindIndex(lines, line => line.Contains("assets:gateway:wechat  ", StringComparison.Ordinal));
        lines[at] = lines[at].Replace(".50 CNY", ".51 CNY", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(journal, lines);

        Assert.NotEqual(0, (await Hledger(journal, "check", "--strict")).ExitCode);
    }

    [Fact]
    public async Task A_part_of_the_journal_begins_with_what_stood_before_it()
    {
        await using var world = await Busy(Provider.Sqlite);
        var part = await Write(world, BooksFile.Journal, new BooksPeriod(MoneyWorld.Day.AddDays(1), null));
        var whole = await Write(world, BooksFile.Journal, BooksPeriod.All);

        Assert.Equal(0, (await Hledger(part, "check", "--strict")).ExitCode);
        string[] balances = ["bal", "--flat", "--no-total", "-O", "csv"];
        Assert.Equal((await Hledger(whole, balances)).Output, (await Hledger(part, balances)).Output);
    }

    [Fact]
    public void Text_of_ours_cannot_begin_a_comment_or_another_entry() =>
        Assert.Equal(
            "2026-11-19 * (E1) a, b, c,,2026-01-01 x",
            JournalText.Head(new DateOnly(2026, 11, 19), "E1", "a; b| c\r\n2026-01-01 x")
        );

    [Theory, BothDatabases]
    public async Task The_books_can_be_read_as_they_stood(Provider provider)
    {
        await using var world = await Busy(provider);
        var pages = world.Get<LedgerPagesService>();
        var gateway = LedgerCode.Gateway("wechat").Value;

        async Task<long> Gateway(LedgerAsOf asOf)
        {
            var trial = await pages.Trial(Finance, null, asOf, default);
            Assert.True(trial.Balances);
            return trial.Accounts.SingleOrDefault(account => account.Code == gateway)?.BalanceMinor ?? 0;
        }

        var now = await Gateway(LedgerAsOf.Now);
        Assert.Equal(now, await Gateway(new LedgerAsOf(MoneyWorld.Day.AddDays(1), null)));
        // The first day: 100.00 + 7.50 less the gateway's 0.60 and 0.05; the refund came a day later.
        Assert.Equal(10_750 - 65, await Gateway(new LedgerAsOf(MoneyWorld.Day, null)));
        Assert.Equal(0, await Gateway(new LedgerAsOf(MoneyWorld.Day.AddDays(-1), null)));
        Assert.Equal(0, await Gateway(new LedgerAsOf(null, World.Start.UtcDateTime.AddSeconds(-1))));
        Assert.Equal(now, await Gateway(new LedgerAsOf(null, world.Clock.UtcNow())));
    }

    [Theory, BothDatabases]
    public async Task An_accounts_statement_adds_up_and_leads_to_its_documents(Provider provider)
    {
        await using var world = await Busy(provider);
        var pages = world.Get<LedgerPagesService>();
        var trial = await pages.Trial(Finance, "assets:gateway:wechat", LedgerAsOf.Now, default);

        var second = new BooksPeriod(MoneyWorld.Day.AddDays(1), null);
        var sheet = await pages.Account(Finance, trial.Accounts[0].Id, second, new PageAsk(), default);

        Assert.Equal(10_685, sheet.Opening.MinorUnits);
        Assert.Equal(sheet.Closing, sheet.Opening + sheet.Debits - sheet.Credits);
        Assert.Equal(trial.Accounts[0].BalanceMinor, sheet.Closing.MinorUnits);
        Assert.Equal(sheet.Closing, sheet.Entries.Rows[0].Balance);
        var refund = await pages.Entry(Finance, sheet.Entries.Rows.Single(row => row.Kind == "refund").EntryId, default);
        Assert.Equal(("bill", "BL-000001"), (refund.Source!.Kind, refund.Source.Key));
        Assert.Equal((1, -3_000L, true), (refund.CarriedCount, refund.Carried[0].Amount.MinorUnits, refund.Carried[0].IsRefund));
    }

    [Fact]
    public async Task Tables_hold_every_row_of_their_days()
    {
        await using var world = await Busy(Provider.Sqlite);
        var payments = Cells(await File.ReadAllTextAsync(await Write(world, BooksFile.Payments, BooksPeriod.All)));
        var fees = Cells(await File.ReadAllTextAsync(await Write(world, BooksFile.Fees, BooksPeriod.All)));
        var none = Cells(
            await File.ReadAllTextAsync(await Write(world, BooksFile.Payments, new BooksPeriod(MoneyWorld.Day.AddDays(1), null)))
        );

        Assert.Equal((3, 1), (payments.Count, none.Count));
        Assert.Equal(["100.00", "7.50"], payments.Skip(1).Select(row => row[10]));
        Assert.Equal(["0.60", "0.05", "-0.18"], fees.Skip(1).Select(row => row[11]));
    }

    /// <summary>Two payments on a day, a refund on the next, both days closed.</summary>
    private static async Task<World> Busy(Provider provider)
    {
        var world = await World.Create(provider);
        var (merchant, _) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var first = SampleRows.Payment(1, 10_000);
        await world.ImportAndPost(
            SampleRows.Bill(first, SampleRows.Payment(2, 750), SampleRows.Refund(1, first, 3_000, first.OccurredUtc.AddDays(1)))
        );
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.Settle(MoneyWorld.Day.AddDays(1));
        return world;
    }

    private static async Task<string> Write(World world, BooksFile file, BooksPeriod period)
    {
        var path = Path.Combine(world.Folder, $"{file}-{period.From:yyyyMMdd}.txt");
        await using var stream = File.Create(path);
        await (await world.Get<BooksExportService>().Export(Finance, file, period, default)).WriteTo(stream, default);
        return path;
    }

    private static async Task<(int ExitCode, string Output)> Hledger(string journal, params string[] args)
    {
        var start = new ProcessStartInfo("hledger") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-f", journal, .. args])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["LANG"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static List<string[]> Cells(string csv) =>
        [
            .. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(line => line.Split(',').Select(cell => cell.Trim('"')).ToArray()),
        ];

    private static long Minor(string amount) =>
        amount == "0" ? 0 : (long)(decimal.Parse(amount.Split(' ')[0], CultureInfo.InvariantCulture) * 100);
}
