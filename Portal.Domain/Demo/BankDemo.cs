using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Portal.Domain.Banking;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Domain.Demo;

/// <summary>
/// Money that has left, come back and left again; a file on its way to the bank; a batch that waits; a bank line nobody knows, and one that
/// says not for which payout, for a person to match.
/// </summary>
internal sealed class BankDemo(
    OperatorAccountService accounts,
    PayoutBatchService batches,
    PayoutFileService files,
    PayoutQueries desk,
    BankImportService imports,
    ReconciliationService reconciliation,
    SettlementZone zone,
    TimeProvider clock
)
{
    private const string OurNumber = "3602000109200555512";
    private const long OpeningMinor = 3_000_000_00;
    private const int PaidDays = 4;
    private static readonly Actor Seed = Actor.System("seed");

    public async Task Fill(Actor finance, CancellationToken ct)
    {
        var form = new OperatorAccountForm("main", "广州门户支付有限公司", "102100099996", OurNumber, "CNY", 5_000_000_00);
        await accounts.Add(Seed, form, ct);
        var today = zone.Today(clock);
        var ready = await Ready(ct);
        var paid = ready.Where(row => row.DueDay <= today.AddDays(-PaidDays)).ToList();
        var rest = ready.Except(paid).ToList();
        if (paid.Count < 2 || rest.Count < 3)
        {
            return;
        }

        var first = await Leave(paid.Select(row => row.Number), today, ct);
        await batches.MarkSent(Seed, first, ct);
        var total = paid.Sum(row => row.AmountMinor);
        var back = (await desk.Batch(Seed, first, ct)).Transfers[^1];
        var closing = OpeningMinor + 1_880_00 - total + back.AmountMinor - 35_00;
        await Take(
            "main-1",
            Statement(
                1,
                today.AddDays(-1),
                OpeningMinor,
                closing,
                [
                    Line("B0001", 1_880_00, "RCDT", "DMCT", text: "Tenpay 1900000999"),
                    Line("B0002", -total, "ICDT", "DMCT", batch: "PORTAL-" + first),
                    Line("B0003", back.AmountMinor, "ICDT", "RRTN", back.EndToEndId, reason: "AC04"),
                    Line("B0004", -35_00, "ICDT", "CHRG", text: "Transfer fee"),
                ]
            ),
            ct
        );
        var again = await Leave([back.Payout + "-2"], today, ct);
        await batches.MarkSent(Seed, again, ct);
        var nameless = rest[^1];
        await batches.MarkSent(Seed, await Leave([nameless.Number], today, ct), ct);
        await Take(
            "main-2",
            Statement(
                2,
                today,
                closing,
                closing - back.AmountMinor - nameless.AmountMinor,
                [
                    Line("B0005", -back.AmountMinor, "ICDT", "DMCT", back.Payout + "-2"),
                    Line("B0006", -nameless.AmountMinor, "ICDT", "DMCT", text: "Transfer at the counter"),
                ]
            ),
            ct
        );
        await Leave([rest[0].Number], today, ct);
        await batches.Propose(finance, new BatchDraft("main", [rest[1].Number], today, "Due yesterday."), "demo-payout-batch", ct);
        await reconciliation.Run(Seed, ct);
    }

    /// <summary>What could leave, oldest first.</summary>
    private async Task<List<PayoutRow>> Ready(CancellationToken ct)
    {
        var rows = new List<PayoutRow>();
        var ask = new PageAsk(Size: PageAsk.SizeMax);
        while (true)
        {
            var page = await desk.List(Seed, PayoutState.Proposed, ask, ct);
            rows.AddRange(page.Rows.Where(row => row.Hurdle is null));
            if (page.Older is not { } older)
            {
                return [.. rows.OrderBy(row => row.DueDay).ThenBy(row => row.Id)];
            }

            ask = ask with { Before = older };
        }
    }

    private async Task<string> Leave(IEnumerable<string> payouts, DateOnly day, CancellationToken ct)
    {
        var batch = await batches.Propose(Seed, new BatchDraft("main", [.. payouts], day, null), string.Empty, ct);
        await files.Write(Seed, (await desk.Find(Seed, batch, ct)).Id, ct);
        return batch;
    }

    private async Task Take(string name, string xml, CancellationToken ct)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(xml));
        await imports.Import(Seed, name + ".camt.053.xml", content, ct);
        await imports.PostAll(Seed, ct);
    }

    private static string Statement(int sequence, DateOnly day, long opening, long closing, IEnumerable<Func<DateOnly, XElement>> lines)
    {
        XNamespace name = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";
        var statement = new XElement(
            "Stmt",
            new XElement("Id", string.Create(CultureInfo.InvariantCulture, $"{OurNumber}-{day:yyyyMMdd}-{sequence}")),
            new XElement("ElctrncSeqNb", sequence),
            new XElement("Acct", new XElement("Id", new XElement("Othr", new XElement("Id", OurNumber))), new XElement("Ccy", "CNY")),
            Balance("OPBD", opening, day),
            Balance("CLBD", closing, day),
            lines.Select(line => line(day))
        );
        var document = new XElement("Document", new XElement("BkToCstmrStmt", statement));
        foreach (var element in document.DescendantsAndSelf())
        {
            element.Name = name + element.Name.LocalName;
        }

        return document.ToString();
    }

    private static XElement Balance(string code, long minor, DateOnly day) =>
        new(
            "Bal",
            new XElement("Tp", new XElement("CdOrPrtry", new XElement("Cd", code))),
            Amount(minor),
            new XElement("Dt", Day("Dt", day))
        );

    private static Func<DateOnly, XElement> Line(
        string reference,
        long minor,
        string family,
        string code,
        string? endToEnd = null,
        string? batch = null,
        string? text = null,
        string? reason = null
    ) =>
        day => new XElement(
            "Ntry",
            Amount(minor),
            new XElement("Sts", new XElement("Cd", "BOOK")),
            new XElement("BookgDt", Day("Dt", day)),
            new XElement("ValDt", Day("Dt", day)),
            new XElement("AcctSvcrRef", reference),
            new XElement(
                "BkTxCd",
                new XElement(
                    "Domn",
                    new XElement("Cd", "PMNT"),
                    new XElement("Fmly", new XElement("Cd", family), new XElement("SubFmlyCd", code))
                )
            ),
            new XElement(
                "NtryDtls",
                batch is null ? null : new XElement("Btch", new XElement("MsgId", batch)),
                endToEnd is null && text is null
                    ? null
                    : new XElement(
                        "TxDtls",
                        endToEnd is null ? null : new XElement("Refs", new XElement("EndToEndId", endToEnd)),
                        Amount(minor),
                        text is null ? null : new XElement("RmtInf", new XElement("Ustrd", text)),
                        reason is null ? null : new XElement("RtrInf", new XElement("Rsn", new XElement("Cd", reason)))
                    )
            )
        );

    private static XElement[] Amount(long minor) =>
        [
            new("Amt", new XAttribute("Ccy", "CNY"), Money.Cny(Math.Abs(minor)).ToPlainString()),
            new("CdtDbtInd", minor < 0 ? "DBIT" : "CRDT"),
        ];

    private static XElement Day(string name, DateOnly day) => new(name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
