using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Domain.Audit;
using Portal.Domain.Reports;

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

    /// <summary>What else answers GET without being a page: nothing of it is a file of ours.</summary>
    private static readonly string[] NoFiles = ["/health/live", "/health/ready", Portal.Routes.Urls.Jump];

    [Theory, BothDatabases]
    public async Task Every_file_arrives_to_its_last_byte_with_its_record_begun_and_completed(Provider provider)
    {
        await using var world = await World.Create(provider);
        var cases = await FileCases.In(world);
        await using var site = await FileCases.Open(world, provider);
        EveryEndpointHasItsCase(site, cases);
        foreach (var one in cases)
        {
            using var http = site.Http(new CookieContainer());
            await DoorSite.SignIn(http, $"{one.Who}@portal.example.test");
            var before = await Last(world);
            using var answer = await http.GetAsync(new Uri(one.Path, UriKind.Relative));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{one.Path}: {answer.StatusCode}");
            await Whole(world, one, await answer.Content.ReadAsByteArrayAsync(), before);
            Assert.True(
                one.Route != "/finance/ledger/file/{name}" || Regex.IsMatch(NameOf(answer), @"^[a-z-]+_\d{8}_\d{8}_Asia-Shanghai\."),
                NameOf(answer)
            );
        }
    }

    [Theory, BothDatabases]
    public async Task Chromium_saves_every_file_to_its_last_byte_and_each_can_be_opened(Provider provider)
    {
        await using var world = await World.Create(provider);
        var cases = await FileCases.In(world);
        await using var site = await FileCases.Open(world, provider);
        EveryEndpointHasItsCase(site, cases);
        foreach (var who in cases.GroupBy(one => one.Who))
        {
            var page = await FileCases.SignIn(site, who.Key);
            foreach (var one in who)
            {
                var before = await Last(world);
                var saved = await page.RunAndWaitForDownloadAsync(() =>
                    page.EvaluateAsync(
                        "url => { const a = document.createElement('a'); a.href = url; a.download = ''; document.body.append(a); a.click(); }",
                        one.Path
                    )
                );
                Assert.True(await saved.FailureAsync() is null, $"{one.Path}: {await saved.FailureAsync()}");
                await Whole(world, one, await File.ReadAllBytesAsync(await saved.PathAsync()), before);
            }
        }
    }

    [Fact]
    public async Task Whatever_answers_without_being_a_page_is_known_to_give_a_file_or_none()
    {
        await using var site = await DoorSite.Open();
        // Beside the framework's own (its files in development too) and those this test site adds.
        string[] other = ["/_", "/test/", "{**path:file}"];
        var known = Answering(site).Where(path => !other.Any(start => path.StartsWith(start, StringComparison.Ordinal)));
        Assert.Equal(string.Join(' ', NoFiles.Order(StringComparer.Ordinal)), string.Join(' ', known.Order(StringComparer.Ordinal)));
    }

    /// <summary>What came is what the trail says left, and a program that reads such files reads it.</summary>
    private static async Task Whole(World world, FileCase one, byte[] bytes, long before)
    {
        Assert.True(bytes.Length > 0, one.Path);
        try
        {
            one.Open(bytes);
        }
        catch (Exception fault) when (fault is not Xunit.Sdk.IAssertionException)
        {
            Assert.Fail($"{one.Path} cannot be opened: {fault.Message}");
        }

        var trail = await Since(world, before);
        if (Pictures.Contains(one.Route))
        {
            Assert.DoesNotContain(trail, row => row.Action == FileTrail.Begun);
            return;
        }

        Assert.True(trail.Count > 0, $"{one.Path} left no record");
        Assert.Equal(FileTrail.Begun, trail[0].Action);
        var act = JsonDocument.Parse(trail[0].After!).RootElement.GetProperty("Act").GetString();
        var done = Assert.Single(trail, row => row.Action == act);
        Assert.Equal(Hash(bytes), JsonDocument.Parse(done.After!).RootElement.GetProperty("Sha256").GetString());
    }

    private static void EveryEndpointHasItsCase(DoorSite site, IReadOnlyList<FileCase> cases)
    {
        var routes = Endpoints(site)
            .Where(one => one.Metadata.GetMetadata<GivesFile>() is not null)
            .Select(one => one.RoutePattern.RawText!);
        var wanted = Links.Keys.Concat(Pictures).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(wanted, routes.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(wanted, cases.Select(one => one.Route).Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<RouteEndpoint> Endpoints(DoorSite site) => site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>Neither a page, nor a file of the programs themselves, nor known to give a file.</summary>
    private static IEnumerable<string> Answering(DoorSite site) =>
        Endpoints(site)
            .Where(one => one.Metadata.GetMetadata<GivesFile>() is null)
            .Where(one => one.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is null)
            .Where(one => one.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null)
            .Where(one => one.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false)
            .Select(one => one.RoutePattern.RawText!)
            .Distinct();

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

        var refusal = await Assert.ThrowsAsync<Refusal>(() => file.WriteTo(output, default));
        Assert.Equal(AuditRefusals.AnchorRefused, refusal.Code);
        Assert.Equal(0, output.Length);

        Directory.Delete(anchors);
        await file.WriteTo(output, default);
        Assert.True(output.Length > 0);
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
