using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ClosedXML.Excel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;
using Portal.Domain.Fees;
using Portal.Domain.Messaging;
using Portal.Tests.Accounts;
using Portal.Tests.Banking;
using Portal.Tests.Certification;

namespace Portal.Tests.Reports;

/// <summary>A file of the product: by which endpoint it leaves, who may have it, and what opens it (throwing when it is not whole).</summary>
internal sealed record FileCase(string Route, string Path, string Who, Action<byte[]> Open);

/// <summary>Every file the product gives out, one case at least for each endpoint, and the site that gives them.</summary>
internal static class FileCases
{
    /// <summary>Something of each kind, in a world that has lived.</summary>
    public static async Task<IReadOnlyList<FileCase>> In(World world)
    {
        await world.AddOurAccount();
        var finance = await world.Finance();
        var owed = await world.Owe("lantern", 1, 2_000_00);
        var batch = await world.Batch(finance.Maker, owed.Number);
        await world.Agree(finance.Checker, batch);
        await world.Write(batch);
        var whatIf = await WhatIf(world, finance.Maker);
        await using var db = world.Db();
        var statement = await db.Statements.Select(row => row.Number).SingleAsync();
        List<FileCase> cases =
        [
            Case("/m/{Merchant}/settlements/{number}/file.{format}", $"/m/lantern/settlements/{statement}/file.csv", "auditor", Csv),
            Case("/m/{Merchant}/settlements/{number}/file.{format}", $"/m/lantern/settlements/{statement}/file.xlsx", "auditor", Xlsx),
            Case("/finance/ledger/file/{name}", "/finance/ledger/file/journal", "auditor", Journal),
            .. ((string[])["trial-balance", "payments", "fees", "vat"]).Select(name =>
                Case("/finance/ledger/file/{name}", $"/finance/ledger/file/{name}", "auditor", Csv)
            ),
            Case("/finance/payouts/batches/{number}/file.{format}", $"/finance/payouts/batches/{batch}/file.csv", "officer", Csv),
            .. ((string[])["xml", "v03.xml"]).Select(end =>
                Case("/finance/payouts/batches/{number}/file.{format}", $"/finance/payouts/batches/{batch}/file.{end}", "officer", Pain)
            ),
            Case("/finance/payouts/batches/{number}/payees.csv", $"/finance/payouts/batches/{batch}/payees.csv", "officer", Csv),
            Case("/admin/audit/file.csv", "/admin/audit/file.csv", "auditor", Csv),
            Case("/finance/fees/what-if/{id:long}/file.csv", $"/finance/fees/what-if/{whatIf}/file.csv", "officer", Csv),
            Case("/me/data", "/me/data", "auditor", bytes => JsonDocument.Parse(bytes).Dispose()),
        ];
        var applicant = await Applicant.In(world);
        var number = await applicant.Submit();
        foreach (var document in (await applicant.View()).Case!.Documents)
        {
            Action<byte[]> open = document.Kind switch
            {
                DocumentKind.LegalRepresentativeId => Pdf,
                DocumentKind.AuthorisationLetter => Jpeg,
                _ => Png,
            };
            cases.Add(Case("/m/{merchant}/documents/{id:long}", $"/m/qinghe/documents/{document.Id}", "owner", open));
            cases.Add(Case("/review/{number}/documents/{id:long}", $"/review/{number}/documents/{document.Id}", "reviewer", open));
        }

        var avatar = await world.Get<AccountService>().KeepAvatar(applicant.Owner, "qinghe", Files.Png(40, 40), default);
        cases.Add(Case("/avatars/{key}", $"/avatars/{avatar}", "owner", Png));
        var picture = await world.Get<MessagingService>().Upload(applicant.Owner, "qinghe", Files.Png(40, 30), default);
        cases.Add(Case("/media/{key:regex(^[0-9a-f]{{32}}$)}", $"/media/{picture.Key}", "owner", Png));
        return cases;
    }

    /// <summary>The site over that world's data, with the people of the cases: their password is the site's.</summary>
    public static async Task<DoorSite> Open(World world, Provider provider)
    {
        var site = await Over(world, provider);
        await site.Person("auditor@portal.example.test", StaffRole.Auditor);
        await site.Person("officer@portal.example.test", StaffRole.FinanceOfficer);
        var reviewer = await site.Person("reviewer@portal.example.test", StaffRole.Reviewer);
        var owner = await site.Person("owner@portal.example.test");
        await using var db = site.Db();
        var qinghe = await db.Merchants.SingleAsync(row => row.Slug == "qinghe");
        db.Memberships.Add(new Membership(owner, qinghe.Id, MerchantRole.Owner, site.Get<TimeProvider>().UtcNow()));
        await db.SaveChangesAsync();
        var number = await db.CertificationCases.Select(row => row.Number).SingleAsync();
        await site.Get<ReviewService>().Claim(Actor.User(reviewer, "reviewer", "test"), number, default);
        return site;
    }

    /// <summary>A browser's page, signed in as one of the people of the cases.</summary>
    public static async Task<Microsoft.Playwright.IPage> SignIn(DoorSite site, string who)
    {
        var page = await site.Page();
        await page.GotoAsync("/sign-in");
        await page.Locator("input[type=email]").FillAsync($"{who}@portal.example.test");
        await page.Locator("input[type=password]").First.FillAsync(DoorSite.Password);
        await page.Locator("input[type=password]").First.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return page;
    }

    public static async Task<DoorSite> Over(World world, Provider provider)
    {
        var site = await DoorSite.Open(
            "Development",
            ("Portal:DataDirectory", world.Folder),
            ("Database:Provider", provider.ToString()),
            ("Database:ConnectionString", world.Get<DatabaseSettings>().ConnectionString)
        );
        site.Get<IOptions<SignInPolicy>>().Value.RequireSecondFactor = false;
        return site;
    }

    /// <summary>Rows of cells, as a spreadsheet reads them: quoted cells may hold commas, quotes and line breaks. Fails on a half quoted cell.</summary>
    public static List<string[]> CsvRows(byte[] bytes)
    {
        Assert.True(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble), "no mark of UTF-8");
        var text = Encoding.UTF8.GetString(bytes.AsSpan(Encoding.UTF8.Preamble.Length));
        var (rows, row, cell, quoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        for (var at = 0; at < text.Length; at++)
        {
            var sign = text[at];
            if (quoted)
            {
                if (sign == '"' && at + 1 < text.Length && text[at + 1] == '"')
                {
                    at++;
                }
                else if (sign == '"')
                {
                    quoted = false;
                    continue;
                }

                cell.Append(sign);
            }
            else if (sign == '"')
            {
                quoted = true;
            }
            else if (sign is ',' or '\n')
            {
                row.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (sign == '\n')
                {
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else
            {
                cell.Append(sign);
            }
        }

        Assert.False(quoted, "the last cell is not closed");
        Assert.True(row.Count == 0 && cell.Length == 0, "the last row is not ended");
        return rows;
    }

    private static FileCase Case(string route, string path, string who, Action<byte[]> open) => new(route, path, who, open);

    private static async Task<long> WhatIf(World world, Actor maker)
    {
        var draft = new FeeRuleDraft("Cheaper", FeeKind.Payment, null, null, "CNY", FeeTerms.Rate(5_000), DateTime.UnixEpoch, null);
        var service = world.Get<FeeWhatIfService>();
        var id = await service.Start(maker, draft, new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30), "k", default);
        while (!await service.Continue(Actor.System("fees"), id, default)) { }

        return id;
    }

    private static void Csv(byte[] bytes)
    {
        var rows = CsvRows(bytes);
        Assert.True(rows.Count > 1, "a head and no row");
        Assert.True(rows[0].Length > 2, "one column");
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
    }

    private static void Xlsx(byte[] bytes)
    {
        using var book = new XLWorkbook(new MemoryStream(bytes));
        Assert.Equal(["Summary", "By day", "Lines"], book.Worksheets.Select(sheet => sheet.Name));
        Assert.All(book.Worksheets, sheet => Assert.True(sheet.RangeUsed()!.RowCount() > 1, sheet.Name));
    }

    /// <summary>Every entry of the journal comes to nought, and the last line is a whole one.</summary>
    private static void Journal(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var entries = Regex.Split(text, @"^(?=\d{4}-\d\d-\d\d \* \()", RegexOptions.Multiline).Skip(1).ToList();
        Assert.NotEmpty(entries);
        foreach (var entry in entries)
        {
            var amounts = Regex.Matches(entry, @"^ {4}\S+ {2,}(-?[\d.]+) CNY", RegexOptions.Multiline);
            Assert.True(amounts.Count > 1, entry);
            Assert.Equal(0m, amounts.Sum(one => Workbook.Number(one.Groups[1].Value)));
        }
    }

    private static void Pain(byte[] bytes)
    {
        var root = XDocument.Load(new MemoryStream(bytes)).Root!;
        Assert.Equal("Document", root.Name.LocalName);
        Assert.Contains("pain.001.001.", root.Name.NamespaceName, StringComparison.Ordinal);
        Assert.NotEmpty(root.Descendants(root.Name.Namespace + "CdtTrfTxInf"));
    }

    private static void Pdf(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        Assert.StartsWith("%PDF-", text, StringComparison.Ordinal);
        Assert.EndsWith("%%EOF", text.TrimEnd(), StringComparison.Ordinal);
    }

    private static void Png(byte[] bytes)
    {
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        Assert.Equal("IEND"u8.ToArray(), bytes[^8..^4]);
    }

    private static void Jpeg(byte[] bytes)
    {
        Assert.Equal([0xFF, 0xD8], bytes[..2]);
        Assert.Equal([0xFF, 0xD9], bytes[^2..]);
    }
}
