using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;
using Portal.Domain.Operations;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;
using Portal.Jobs;
using Portal.Tests.Accounts;
using Portal.Tests.Certification;

namespace Portal.Tests.Operations;

/// <summary>Personal data planted through the services is found nowhere it should not be; a plain value is, so the search works.</summary>
public sealed class CanaryTests
{
    private const string IdentityNumber = "11010519491231002X";
    private const string Mobile = "13800005206";
    private const string FileName = "canary-zhang-san-passport.png";
    private const string BankNumber = "3602000109200418806";
    private static readonly string[] Canaries = [IdentityNumber, Mobile, FileName, "canary-zhang-san", BankNumber];
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, BothDatabases]
    public async Task Identity_numbers_and_names_of_files_lie_nowhere_in_the_clear(Provider provider)
    {
        await using var world = await World.Create(provider);
        var reviewer = await world.Person("reviewer", StaffRole.Reviewer);
        var applicant = await Applicant.In(world);
        await applicant.Fill(applicant.Form with { IdentityNumber = IdentityNumber, OperatorMobile = Mobile });
        foreach (var kind in DocumentRules.All)
        {
            await applicant.Certification.Attach(
                applicant.Owner,
                applicant.Merchant.Slug,
                applicant.Handle,
                kind,
                FileName,
                Files.Png(40, 30),
                None
            );
        }

        await applicant.Certification.PayAndSubmit(applicant.Owner, applicant.Merchant.Slug, applicant.Handle, None);
        var number = (await applicant.View()).Case!.Number;
        var bank = new BankAccountForm(applicant.Merchant.LegalName, "102100099996", BankNumber, "First account");
        await world.Get<BankAccountService>().Install(Actor.Operator, applicant.Merchant.Slug, bank, None);
        await applicant.Review.Claim(reviewer, number, None);
        Assert.Equal(IdentityNumber, (await applicant.Review.Reveal(reviewer, number, None)).IdentityNumber);
        await applicant.Review.Case(reviewer, number, None);
        await world
            .Get<DraftService>()
            .Save(applicant.Owner, "account-new:qinghe", $"{{\"Introduction\":\"{IdentityNumber}\"}}", null, None);
        var app = (await world.Get<SecondFactorService>().Begin(await world.SignedIn(applicant.Owner), None)).Words;
        var secret = app.Replace(" ", string.Empty, StringComparison.Ordinal);
        await world.Get<WorkQueue>().RunDue(world.Get<WorkSteps>().Table, None);

        var everything = await Everything(world);
        Assert.Contains(everything, one => one.Text.Contains(number, StringComparison.Ordinal));
        Assert.Contains(everything, one => one.Text.Contains(applicant.Merchant.LegalName, StringComparison.Ordinal));
        Assert.Empty(
            from one in everything
            from canary in Canaries.Append(secret)
            where one.Text.Contains(canary, StringComparison.Ordinal)
            select $"{canary} in {one.Where}"
        );

        // What goes out as a file: the trail, with all that is in it.
        using var trail = new MemoryStream();
        await (await world.Get<AuditTrailService>().Export(Actor.Operator, new AuditFilter(), None)).WriteTo(trail, None);
        var lines = Encoding.UTF8.GetString(trail.ToArray());
        Assert.Contains(number, lines, StringComparison.Ordinal);
        Assert.DoesNotContain(Canaries, canary => lines.Contains(canary, StringComparison.Ordinal));

        // What a person takes away about themselves has no identity number either, and their address is in it.
        using var taken = new MemoryStream();
        await (await world.Get<MyDataService>().Mine(applicant.Owner, None)).WriteTo(taken, None);
        var mine = Encoding.UTF8.GetString(taken.ToArray());
        Assert.Contains("qinghe-owner@example.test", mine, StringComparison.Ordinal);
        Assert.DoesNotContain(IdentityNumber, mine, StringComparison.Ordinal);
    }

    [Fact]
    public void Hangfire_is_told_the_names_of_clocks_and_nothing_else()
    {
        var calls = Repository
            .Sources(Repository.PathOf("Portal"), ".cs")
            .SelectMany(file => Regex.Matches(file.Text, @"\b(?:Enqueue|Schedule|ContinueJobWith|AddOrUpdate)<(\w+)>"))
            .Select(match => match.Groups[1].Value)
            .Order();
        Assert.Equal([nameof(ClockJob), nameof(PumpJob)], calls);
        Assert.Equal([typeof(CancellationToken)], Told(typeof(PumpJob)));
        Assert.Equal([typeof(string), typeof(CancellationToken)], Told(typeof(ClockJob)));
        static IEnumerable<Type> Told(Type job) => job.GetMethod("Run")!.GetParameters().Select(one => one.ParameterType);
    }

    [Theory]
    [InlineData("sent to li.wei@example.com now", "sent to [address] now")]
    [InlineData("number 11010519491231002X is wrong", "number [number] is wrong")]
    [InlineData("card 6222020200112233445.", "card [number].")]
    [InlineData("call 13800005206", "call [number]")]
    [InlineData("/reset?user=7&code=CfDJ8abc-_x&next=1", "/reset?user=7&code=[token]&next=1")]
    [InlineData("bill 4200001234 of 20261119, CERT-2026-000045", "bill 4200001234 of 20261119, CERT-2026-000045")]
    [InlineData("a\r\nALERT forged", "a\\u000d\\u000aALERT forged")]
    [InlineData("evil\u202Etxt.exe\u200B\u001b[2J", "evil\\u202etxt.exe\\u200b\\u001b[2J")]
    public void What_reaches_a_log_is_hidden_and_stays_on_its_line(string said, string kept) => Assert.Equal(kept, Redaction.Clean(said));

    /// <summary>A limit measured by the clock once ended a start-up on a busy machine, in the middle of its first log line.</summary>
    [Fact]
    public void The_sieve_before_the_log_takes_the_time_it_needs()
    {
        var patterns = typeof(Redaction)
            .GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(method => method.ReturnType == typeof(Regex) && method.GetParameters().Length == 0)
            .Select(method => (Regex)method.Invoke(null, null)!)
            .ToList();
        Assert.Equal(4, patterns.Count);
        Assert.All(patterns, pattern => Assert.Equal(Regex.InfiniteMatchTimeout, pattern.MatchTimeout));
        Assert.All(patterns, pattern => Assert.True(pattern.Options.HasFlag(RegexOptions.NonBacktracking)));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public void The_log_writes_one_clean_line_an_event(string environment)
    {
        var lines = new Portal.Hosting.LogLines(new Stage(environment), TimeProvider.System);
        using var writer = new StringWriter();
        var entry = new LogEntry<string>(
            LogLevel.Warning,
            "Portal.X",
            default,
            "mail to a@b.example\nALERT forged",
            null,
            (text, _) => text
        );
        lines.Write(entry, null, writer);
        var line = Assert.Single(writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("[address]", line, StringComparison.Ordinal);
        if (environment == "Production")
        {
            Assert.Equal("Warning", JsonDocument.Parse(line).RootElement.GetProperty("level").GetString());
        }
    }

    private static async Task<List<(string Where, string Text)>> Everything(World world)
    {
        var found = new List<(string, string)>();
        await using var db = world.Db();
        foreach (var type in db.Model.GetEntityTypes().Where(type => !type.IsMappedToJson()))
        {
            // Both databases: every column of every row, as text. It covers work rows, mails and the audit trail with its export.
            foreach (var column in type.GetProperties())
            {
                var table = type.GetTableName();
                var sql =
                    $"SELECT CAST(\"{column.GetColumnName()}\" AS TEXT) AS \"Value\" FROM \"{table}\" WHERE \"{column.GetColumnName()}\" IS NOT NULL";
                found.AddRange(
                    (await db.Database.SqlQueryRaw<string>(sql).ToListAsync(None)).Select(text => ($"{table}.{column.Name}", text))
                );
            }
        }

        // SQLite: the bytes of its file and log. Both: keys, documents, mails.
        foreach (var path in Directory.EnumerateFiles(world.Folder, "*", SearchOption.AllDirectories))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes, None);
            found.Add((path, Encoding.UTF8.GetString(bytes)));
            found.Add((path, Encoding.Latin1.GetString(bytes)));
        }

        return found;
    }

    private sealed class Stage(string name) : Microsoft.Extensions.Hosting.IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "Portal";
        public string ContentRootPath { get; set; } = "";
        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } =
            new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
