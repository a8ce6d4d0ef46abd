using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Api;
using Portal.Domain.Audit;
using Portal.Domain.Fees;
using Portal.Domain.Reports;
using Portal.Tests.Banking;
using Portal.Tests.Certification;

namespace Portal.Tests.Reports;

/// <summary>Every file the product gives out arrives whole, is linked, and stands in the trail before its first byte and after its last.</summary>
public sealed class FileTrailTests
{
    /// <summary>The call that makes each file's link; a new endpoint without a line here fails.</summary>
    private static readonly Dictionary<string, string> Links = new(StringComparer.Ordinal)
    {
        ["/m/{Merchant}/settlements/{number}/file.{format}"] = "Urls.StatementFile(",
        ["/finance/ledger/file/{name}"] = "Urls.BooksFile(",
        ["/finance/payouts/batches/{number}/file.{format}"] = "Urls.PayoutBatchFile(",
        ["/finance/payouts/batches/{number}/payees.csv"] = "Urls.PayoutBatchPayees(",
        ["/admin/audit/file.csv"] = "Urls.AuditFile(",
        ["/finance/fees/what-if/{id:long}/file.csv"] = "Urls.FinanceWhatIfFile(",
        ["/me/data"] = "Urls.MyData",
        ["/m/{merchant}/documents/{id:long}"] = "Urls.Document(",
        ["/review/{number}/documents/{id:long}"] = "Urls.CaseDocument(",
    };

    /// <summary>Pictures that everybody may see: no export, no record.</summary>
    private static readonly string[] Pictures = ["/avatars/{key}", "/media/{key:regex(^[0-9a-f]{{32}}$)}"];

    [Theory, BothDatabases]
    public async Task Every_file_arrives_to_its_last_byte_with_its_record_begun_and_completed(Provider provider)
    {
        await using var world = await World.Create(provider);
        var samples = await Samples(world);
        await using var site = await Open(world, provider);
        var routes = site.Get<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(one => one.Metadata.GetMetadata<GivesFile>() is not null)
            .Select(one => one.RoutePattern.RawText!)
            .ToList();
        Assert.Equal(Links.Keys.Concat(Pictures).Order(StringComparer.Ordinal), routes.Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(Links.Keys.Except(samples.Select(one => one.Route)));

        foreach (var (route, path, who) in samples)
        {
            using var http = site.Http(new CookieContainer());
            await DoorSite.SignIn(http, $"{who}@portal.example.test");
            var before = await Last(world);
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            Assert.True(bytes.Length > 0, path);
            var trail = await Since(world, before);
            Assert.Equal(FileTrail.Begun, trail[0].Action);
            var act = JsonDocument.Parse(trail[0].After!).RootElement.GetProperty("Act").GetString();
            var done = Assert.Single(trail, row => row.Action == act);
            Assert.Equal(Hash(bytes), JsonDocument.Parse(done.After!).RootElement.GetProperty("Sha256").GetString());
            Assert.True(
                route != "/finance/ledger/file/{name}" || Regex.IsMatch(NameOf(answer), @"^[a-z-]+_\d{8}_\d{8}_Asia-Shanghai\."),
                NameOf(answer)
            );
        }
    }

    [Fact]
    public async Task Chromium_saves_what_a_plain_client_gets()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var samples = await Samples(world);
        await using var site = await Open(world, Provider.Sqlite);
        foreach (var who in samples.Where(one => !one.Route.Contains("documents", StringComparison.Ordinal)).GroupBy(one => one.Who))
        {
            var page = await site.Page();
            await page.GotoAsync("/sign-in");
            await page.Locator("input[type=email]").FillAsync($"{who.Key}@portal.example.test");
            await page.Locator("input[type=password]").First.FillAsync(DoorSite.Password);
            await page.Locator("input[type=password]").First.PressAsync("Enter");
            await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
            foreach (var (_, path, _) in who)
            {
                var before = await Last(world);
                var saved = await page.RunAndWaitForDownloadAsync(() =>
                    page.EvaluateAsync(
                        "url => { const a = document.createElement('a'); a.href = url; a.download = ''; document.body.append(a); a.click(); }",
                        path
                    )
                );
                Assert.Null(await saved.FailureAsync());
                var bytes = await File.ReadAllBytesAsync(await saved.PathAsync());
                Assert.Contains(Hash(bytes), (await Since(world, before))[^1].After, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Every_file_has_a_link_on_some_page()
    {
        var pages = Repository
            .Sources(Repository.PathOf("Portal", "Components"), ".razor")
            .Concat(Repository.Sources(Repository.PathOf("Portal", "Components"), ".cs"));
        var all = string.Join('\n', pages.Select(file => file.Text));
        Assert.DoesNotContain(Links.Values, link => !all.Contains(link, StringComparison.Ordinal));
        foreach (var file in (string[])["journal", "trial-balance", "payments", "fees", "vat"])
        {
            Assert.Contains($"\"{file}\"", all, StringComparison.Ordinal);
        }
    }

    [Theory, BothDatabases]
    public async Task Who_goes_away_in_the_middle_leaves_the_row(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Fill(world, 4_000);
        using var gone = new CancellationTokenSource();
        await using var output = new Leaving(gone);
        var file = await world.Get<AuditTrailService>().Export(Actor.Operator, new AuditFilter(), default);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => file.WriteTo(output, gone.Token));

        var trail = await Since(world, 4_000);
        Assert.Equal([FileTrail.Begun, FileTrail.BrokenOff], trail.Select(row => row.Action));
        Assert.InRange(JsonDocument.Parse(trail[1].After!).RootElement.GetProperty("Row").GetInt64(), 2, 3_999);
        await world.AssertChain();

        // The control: who stays has all of it.
        using var whole = new MemoryStream();
        var receipt = await (await world.Get<AuditTrailService>().Export(Actor.Operator, new AuditFilter(), default)).WriteTo(
            whole,
            default
        );
        Assert.Equal((4_002L, "audit.exported"), (receipt.Rows, (await Since(world, 4_002))[^1].Action));
    }

    [Theory, BothDatabases]
    public async Task Nothing_leaves_when_its_record_cannot_be_written(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Fill(world, 3);
        using var output = new MemoryStream();
        var file = await world.Get<AuditTrailService>().Export(Actor.Operator, new AuditFilter(), default);
        await using (var db = world.Db())
        {
            await db.Database.ExecuteSqlRawAsync(
                provider == Provider.Sqlite
                    ? "CREATE TRIGGER \"Full\" BEFORE INSERT ON \"AuditRecords\" BEGIN SELECT RAISE(ABORT, 'disk full'); END"
                    : "ALTER TABLE \"AuditRecords\" ADD CONSTRAINT \"Full\" CHECK (false) NOT VALID"
            );
        }

        await Assert.ThrowsAnyAsync<DbUpdateException>(() => file.WriteTo(output, default));
        Assert.Equal(0, output.Length);
    }

    [Fact]
    public async Task Nothing_leaves_when_the_end_of_the_trail_cannot_be_noted_outside_the_database()
    {
        await using var world = await World.Create(Provider.Sqlite);
        await Fill(world, 3);
        using var output = new MemoryStream();
        var file = await world.Get<AuditTrailService>().Export(Actor.Operator, new AuditFilter(), default);
        var anchors = world.Get<AuditAnchors>().PathOfFile;
        Directory.CreateDirectory(anchors);

        await Assert.ThrowsAnyAsync<UnauthorizedAccessException>(() => file.WriteTo(output, default));
        Assert.Equal(0, output.Length);

        Directory.Delete(anchors);
        await file.WriteTo(output, default);
        Assert.True(output.Length > 0);
    }

    private sealed record Sample(string Route, string Path, string Who);

    /// <summary>Something of each kind, and people with a password who may have it.</summary>
    private static async Task<IReadOnlyList<Sample>> Samples(World world)
    {
        await world.AddOurAccount();
        var finance = await world.Finance();
        var owed = await world.Owe("lantern", 1, 2_000_00);
        var batch = await world.Batch(finance.Maker, owed.Number);
        await world.Agree(finance.Checker, batch);
        await world.Write(batch);
        var draft = new FeeRuleDraft("Cheaper", FeeKind.Payment, null, null, "CNY", FeeTerms.Rate(5_000), DateTime.UnixEpoch, null);
        var whatIf = await world
            .Get<FeeWhatIfService>()
            .Start(finance.Maker, draft, new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30), "k", default);
        while (!await world.Get<FeeWhatIfService>().Continue(Actor.System("fees"), whatIf, default)) { }

        await using var db = world.Db();
        var statement = await db.Statements.Select(row => row.Number).SingleAsync();
        List<Sample> samples =
        [
            .. ((string[])["csv", "xlsx"]).Select(end => new Sample(
                "/m/{Merchant}/settlements/{number}/file.{format}",
                $"/m/lantern/settlements/{statement}/file.{end}",
                "auditor"
            )),
            .. ((string[])["journal", "trial-balance", "payments", "fees", "vat"]).Select(name => new Sample(
                "/finance/ledger/file/{name}",
                $"/finance/ledger/file/{name}",
                "auditor"
            )),
            .. ((string[])["xml", "v03.xml", "csv"]).Select(end => new Sample(
                "/finance/payouts/batches/{number}/file.{format}",
                $"/finance/payouts/batches/{batch}/file.{end}",
                "officer"
            )),
            new("/finance/payouts/batches/{number}/payees.csv", $"/finance/payouts/batches/{batch}/payees.csv", "officer"),
            new("/admin/audit/file.csv", "/admin/audit/file.csv", "auditor"),
            new("/finance/fees/what-if/{id:long}/file.csv", $"/finance/fees/what-if/{whatIf}/file.csv", "officer"),
            new("/me/data", "/me/data", "auditor"),
        ];
        var applicant = await Applicant.In(world);
        var number = await applicant.Submit();
        var document = (await applicant.View()).Case!.Documents[0].Id;
        samples.Add(new("/m/{merchant}/documents/{id:long}", $"/m/qinghe/documents/{document}", "owner"));
        samples.Add(new("/review/{number}/documents/{id:long}", $"/review/{number}/documents/{document}", "reviewer"));
        return samples;
    }

    private static async Task<DoorSite> Open(World world, Provider provider)
    {
        var database = world.Get<Portal.Domain.Data.DatabaseSettings>();
        var site = await DoorSite.Open(
            "Development",
            ("Portal:DataDirectory", world.Folder),
            ("Database:Provider", provider.ToString()),
            ("Database:ConnectionString", database.ConnectionString)
        );
        site.Get<IOptions<SignInPolicy>>().Value.RequireSecondFactor = false;
        await site.Person("auditor@portal.example.test", StaffRole.Auditor);
        await site.Person("officer@portal.example.test", StaffRole.FinanceOfficer);
        var reviewer = await site.Person("reviewer@portal.example.test", StaffRole.Reviewer);
        var owner = await site.Person("owner@portal.example.test");
        await using var db = site.Db();
        var qinghe = await db.Merchants.SingleAsync(row => row.Slug == "qinghe");
        db.Memberships.Add(new Membership(owner, qinghe.Id, MerchantRole.Owner, site.Get<TimeProvider>().UtcNow()));
        await db.SaveChangesAsync();
        var number = await db.CertificationCases.Select(row => row.Number).SingleAsync();
        await site.Get<Portal.Domain.Certification.ReviewService>().Claim(Actor.User(reviewer, "reviewer", "test"), number, default);
        return site;
    }

    private static async Task Fill(World world, int records)
    {
        await using var db = world.Db();
        for (var at = 1; at <= records; at++)
        {
            db.Audit(Actor.Operator, "merchant.renamed", "merchant", $"T-{at}");
        }

        await db.SaveChangesAsync();
    }

    private static async Task<long> Last(World world)
    {
        await using var db = world.Db();
        return await db.AuditRecords.MaxAsync(row => (long?)row.Sequence) ?? 0;
    }

    private static async Task<List<AuditRecord>> Since(World world, long sequence)
    {
        await using var db = world.Db();
        string[] noise = [RefusalTrail.Action];
        return await db
            .AuditRecords.Where(row => row.Sequence > sequence && !noise.Contains(row.Action))
            .OrderBy(row => row.Sequence)
            .ToListAsync();
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private static string NameOf(HttpResponseMessage answer) =>
        answer.Content.Headers.ContentDisposition?.FileName?.Trim('"') ?? string.Empty;

    /// <summary>A reader who goes away after the first piece.</summary>
    private sealed class Leaving(CancellationTokenSource gone) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            gone.Cancel();
            return base.WriteAsync(buffer, CancellationToken.None);
        }
    }
}

file static class Chain
{
    public static async Task AssertChain(this World world)
    {
        var checks = await world.Get<ProofService>().Verify(Actor.Operator, default);
        Assert.True(checks.Single(check => check.Id == "I-08").Ok);
    }
}
