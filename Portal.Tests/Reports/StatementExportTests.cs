using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Tests.Payments;

namespace Portal.Tests.Reports;

public sealed partial class StatementExportTests
{
    private const string Number = "ST-20261119-000001";

    [Theory, BothDatabases]
    public async Task Bill_ledger_statement_and_workbook_agree_to_the_fen(Provider provider)
    {
        await using var world = await World.Create(provider);
        var owner = await Settled(world);
        var (receipt, bytes) = await Export(world, owner, ExportFormat.Xlsx);

        var book = Workbook.Read(bytes);
        var summary = book["Summary"].ToDictionary(row => row[0].Split(" / ")[0], row => row[1]);
        Assert.Equal(Number, summary["Statement"]);
        Assert.Equal(107.5m, Workbook.Number(summary["Gross payments"]));
        Assert.Equal(-30m, Workbook.Number(summary["Refunds"]));
        Assert.Equal(-0.65m, Workbook.Number(summary["Fees"]));
        Assert.Equal(0.18m, Workbook.Number(summary["Fees returned"]));
        Assert.Equal(77.03m, Workbook.Number(summary["Payout"]));
        Assert.Equal(0m, Workbook.Number(summary["Difference (must be 0)"]));
        var lines = book["Lines"];
        Assert.Equal(30, lines[0].Length);
        int At(string name) => Array.IndexOf(lines[0], name);
        var detail = lines[1..^1];
        Assert.Equal(receipt.Rows, detail.Count);
        Assert.Equal(
            ["OPENING", "PAYMENT", "PAYMENT", "FEE", "FEE", "REFUND", "FEE_RETURN", "PAYOUT", "CLOSING"],
            detail.Select(row => row[At("entry_type")])
        );
        Assert.Equal(SampleRows.TransactionId(1), detail[1][At("payment_no")]);
        foreach (var column in (string[])["gross_debit", "gross_credit", "fee_amount", "net_debit", "net_credit"])
        {
            Assert.Equal(detail.Sum(row => Workbook.Number(row[At(column)])), Workbook.Number(lines[^1][At(column)]));
        }

        Assert.Equal(107.5m, Workbook.Number(lines[^1][At("gross_credit")]));
        Assert.Equal(Workbook.Number(lines[^1][At("net_credit")]), Workbook.Number(lines[^1][At("net_debit")]));
        var days = book["By day"];
        Assert.Equal(77.03m, Workbook.Number(days[^1][Array.IndexOf(days[0], "net")]));
        Assert.Equal(107.5m, Workbook.Number(days[1][2]));
        var sheet = Workbook.Text(bytes, "xl/worksheets/sheet3.xml");
        Assert.Contains("state=\"frozen", sheet, StringComparison.Ordinal);
        // A4 (9), across, one page wide and as long as it takes, the heads on every page.
        Assert.Matches("<x:pageSetup[^>]*paperSize=\"9\"", sheet);
        Assert.Matches("<x:pageSetup[^>]*orientation=\"landscape\"", sheet);
        Assert.Matches("<x:pageSetup[^>]*fitToHeight=\"0\"", sheet);
        Assert.Contains("fitToPage=\"1\"", sheet, StringComparison.Ordinal);
        // Rows are named with or without the dollar that fixes them.
        var titles = Workbook.Text(bytes, "xl/workbook.xml");
        Assert.True(Regex.IsMatch(titles, @"Print_Titles""[^>]*>[^<]*Lines'?!\$?1:\$?1<"), titles);
    }

    [Theory, BothDatabases]
    public async Task The_same_statement_gives_the_same_bytes_at_any_time_S_12(Provider provider)
    {
        await using var world = await World.Create(provider);
        var owner = await Settled(world);
        foreach (var format in Enum.GetValues<ExportFormat>())
        {
            var (first, before) = await Export(world, owner, format);
            world.Clock.Advance(TimeSpan.FromDays(40));
            var (second, after) = await Export(world, owner, format);
            Assert.Equal(first.Sha256, second.Sha256);
            Assert.Equal(before, after);
            Assert.Equal(first.Sha256, Convert.ToHexStringLower(SHA256.HashData(before)));
            if (format == ExportFormat.Xlsx)
            {
                OnlyTheStatementsOwnTime(before);
            }
        }

        await using var db = world.Db();
        Assert.Equal(4, await db.AuditRecords.CountAsync(record => record.Action == "statement.exported"));
    }

    /// <summary>The machine's clock, which is not the world's, has left no mark in any part, so a later export cannot differ by it.</summary>
    private static void OnlyTheStatementsOwnTime(byte[] xlsx)
    {
        using var zip = new ZipArchive(new MemoryStream(xlsx), ZipArchiveMode.Read);
        var stamp = Assert.Single(zip.Entries.Select(entry => entry.LastWriteTime.DateTime).Distinct());
        var instants = zip.Entries.SelectMany(entry => Instant().Matches(Workbook.Text(xlsx, entry.FullName)).Select(match => match.Value));
        Assert.Equal([stamp.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)], instants.Distinct());
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")]
    private static partial Regex Instant();

    [Theory, BothDatabases]
    public async Task Csv_has_the_thirty_columns_and_no_formula(Provider provider)
    {
        await using var world = await World.Create(provider);
        var owner = await Settled(world, "=HYPERLINK(\"http://x\"), \"tea\"");
        var (_, bytes) = await Export(world, owner, ExportFormat.Csv);

        Assert.True(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        var text = Encoding.UTF8.GetString(bytes);
        Assert.StartsWith("\uFEFFstatement_no,batch_no,line_no,entry_type,", text, StringComparison.Ordinal);
        Assert.Contains("occurred (Asia/Shanghai),occurred_utc", text, StringComparison.Ordinal);
        Assert.Equal(30, text.Split("\r\n")[0].Split(',').Length);
        Assert.Contains("\"'=HYPERLINK(\"\"http://x\"\"), \"\"tea\"\"\"", text, StringComparison.Ordinal);
        Assert.Contains(",100.00,", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠SUM(1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("\"=1+1")]
    [InlineData(" \u200B@x")]
    [InlineData("-1")]
    public void What_a_spreadsheet_would_run_is_kept_text(string text) =>
        Assert.StartsWith("'", CsvRows.Text(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("Tea = leaves")]
    [InlineData("茶－叶")]
    [InlineData("a@example.test")]
    public void Other_words_stay_as_they_are(string text) => Assert.Equal(text, CsvRows.Text(text));

    [Theory, BothDatabases]
    public async Task Looking_at_a_statement_makes_no_file_and_taking_it_keeps_its_hash(Provider provider)
    {
        await using var world = await World.Create(provider);
        var owner = await Settled(world);
        var files = world.Get<StatementExportService>();
        Assert.Equal(new StatementChecksums(null, null), await files.Checksums(owner, "qinghe", Number, default));
        var (taken, _) = await Export(world, owner, ExportFormat.Xlsx);
        Assert.Equal(new StatementChecksums(taken.Sha256, null), await files.Checksums(owner, "qinghe", Number, default));
    }

    [Fact]
    public async Task Two_workbooks_are_made_at_a_time_and_the_third_waits_for_its_turn()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var owner = await Settled(world);
        var desk = world.Get<WorkbookPlaces>();
        var first = await desk.Take(default);
        using var second = await desk.Take(default);
        var third = Export(world, owner, ExportFormat.Xlsx);
        while (desk.Waiting == 0 && !third.IsCompleted)
        {
            await Task.Yield();
        }

        // The control: a file that is no workbook does not wait.
        await Export(world, owner, ExportFormat.Csv);
        Assert.False(third.IsCompleted);
        first.Dispose();
        Assert.True((await third).Receipt.Rows > 0);
    }

    [Theory, BothDatabases]
    public async Task Seeing_a_statement_is_not_exporting_it(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Settled(world);
        Merchant merchant;
        await using (var db = world.Db())
        {
            merchant = await db.Merchants.SingleAsync();
        }

        var viewer = await world.Member(merchant, MerchantRole.FinanceViewer);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => Export(world, viewer, ExportFormat.Csv));
        Assert.True(refusal.IsDenied);
        var stranger = await Assert.ThrowsAsync<Refusal>(() => Export(world, world.Stranger, ExportFormat.Csv));
        Assert.True(stranger.IsNotFound);
    }

    private static async Task<Actor> Settled(World world, string goods = "Tea, 250 g")
    {
        var (merchant, owner) = await world.Organisation("qinghe");
        await world.Claim(merchant);
        var first = SampleRows.Payment(1, 10_000) with { Goods = goods };
        var receipt = await world.ImportAndPost(SampleRows.Bill(first, SampleRows.Payment(2, 750), SampleRows.Refund(1, first, 3_000)));
        Assert.Equal(BillStatus.Posted, receipt.Status);
        await world.Settle();
        return owner;
    }

    private static async Task<(FileReceipt Receipt, byte[] Bytes)> Export(World world, Actor actor, ExportFormat format)
    {
        using var output = new MemoryStream();
        var file = await world.Get<StatementExportService>().Export(actor, "qinghe", Number, format, default);
        var receipt = await file.WriteTo(output, default);
        return (receipt, output.ToArray());
    }
}

/// <summary>Reads a workbook without the library that wrote it: zip and XML only.</summary>
internal static class Workbook
{
    public static Dictionary<string, List<string[]>> Read(byte[] bytes)
    {
        var shared = new List<string>();
        using (var reader = XmlReader.Create(new StringReader(Text(bytes, "xl/sharedStrings.xml"))))
        {
            while (reader.ReadToFollowing("si", reader.NamespaceURI.Length > 0 ? reader.NamespaceURI : Main))
            {
                using var item = reader.ReadSubtree();
                var text = new StringBuilder();
                while (item.Read())
                {
                    text.Append(
                        item.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace ? item.Value : ""
                    );
                }

                shared.Add(text.ToString());
            }
        }

        string[] names = ["Summary", "By day", "Lines"];
        return names
            .Select((name, at) => (name, rows: Rows(Text(bytes, $"xl/worksheets/sheet{at + 1}.xml"), shared)))
            .ToDictionary(sheet => sheet.name, sheet => sheet.rows);
    }

    public static string Text(byte[] bytes, string part)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        using var reader = new StreamReader(zip.GetEntry(part)!.Open());
        return reader.ReadToEnd();
    }

    public static decimal Number(string cell) =>
        cell.Length == 0
            ? 0
            : decimal.Parse(cell, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static List<string[]> Rows(string xml, List<string> shared)
    {
        var document = new XmlDocument { XmlResolver = null };
        document.LoadXml(xml);
        var rows = new List<string[]>();
        var width = 0;
        foreach (XmlElement row in document.GetElementsByTagName("row", Main))
        {
            var cells = new List<string>();
            foreach (XmlElement cell in row.GetElementsByTagName("c", Main))
            {
                var column = cell.GetAttribute("r").TakeWhile(char.IsLetter).Aggregate(0, (acc, letter) => (acc * 26) + letter - 'A' + 1);
                while (cells.Count < column)
                {
                    cells.Add(string.Empty);
                }

                var value = cell.GetElementsByTagName("v", Main).Cast<XmlElement>().FirstOrDefault()?.InnerText ?? string.Empty;
                cells[column - 1] =
                    cell.GetAttribute("t") == "s" && value.Length > 0
                        ? shared[int.Parse(value, System.Globalization.CultureInfo.InvariantCulture)]
                        : value;
            }

            width = Math.Max(width, cells.Count);
            rows.Add([.. cells, .. Enumerable.Repeat(string.Empty, Math.Max(0, width - cells.Count))]);
        }

        return rows;
    }
}
