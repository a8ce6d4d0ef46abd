using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Banking;
using Portal.Domain.Ledger;
using Portal.Domain.Settlement;
using Portal.Tests.Approvals;
using Portal.Tests.Payments;

namespace Portal.Tests.Banking;

/// <summary>What tests of payouts and bank files do over and over, as sentences.</summary>
internal static class BankWorld
{
    public const string OurNumber = "0200001909234567890";
    public static readonly DateOnly Today = new(2026, 11, 20);

    public static Task AddOurAccount(this World world, long paymentMaxMinor = 100_000_000_00) =>
        world
            .Get<OperatorAccountService>()
            .Add(
                Actor.Operator,
                new OperatorAccountForm("main", "Example Wallet Co", "102100099996", OurNumber, "CNY", paymentMaxMinor),
                default
            );

    /// <summary>A merchant with a bank account and a closed day: one payout waits.</summary>
    public static async Task<Payout> Owe(this World world, string slug, int at, long fen, string? holder = null)
    {
        var (merchant, _) = await world.Organisation(slug);
        var no = string.Create(CultureInfo.InvariantCulture, $"19000003{at:D2}");
        await world.Claim(merchant, no);
        await world
            .Get<BankAccountService>()
            .Install(
                Actor.Operator,
                slug,
                ApprovalWorld.Form(string.Create(CultureInfo.InvariantCulture, $"44001863201053{at:D4}"), holder ?? merchant.LegalName),
                default
            );
        await world.ImportAndPost(SampleRows.Bill([SampleRows.Payment(at, fen, merchantNo: no)]));
        await world.Settle();
        await using var db = world.Db();
        return await db.Payouts.SingleAsync(row => row.MerchantId == merchant.Id);
    }

    public static async Task<(Actor Maker, Actor Checker)> Finance(this World world) =>
        (await world.Person("maker", StaffRole.FinanceOfficer), await world.Person("checker", StaffRole.FinanceApprover));

    public static Task<string> Batch(this World world, Actor maker, params string[] payouts) =>
        world.Get<PayoutBatchService>().Propose(maker, new BatchDraft("main", payouts, Today, "Due today."), ApprovalWorld.Key, default);

    public static async Task Agree(this World world, Actor checker, string batch)
    {
        var page = await world.Get<PayoutQueries>().Batch(checker, batch, default);
        await world.Approve(checker, page.Approval!);
    }

    public static async Task Write(this World world, string batch)
    {
        long id;
        await using (var db = world.Db())
        {
            id = await db.PayoutBatches.Where(row => row.Number == batch).Select(row => row.Id).SingleAsync();
        }

        await world.Get<PayoutFileService>().Write(Actor.System("payouts"), id, default);
    }

    /// <summary>Put together, agreed to, written and handed to the bank.</summary>
    public static async Task<string> Leave(this World world, (Actor Maker, Actor Checker) finance, params string[] payouts)
    {
        var batch = await world.Batch(finance.Maker, payouts);
        await world.Agree(finance.Checker, batch);
        await world.Write(batch);
        await world.Get<PayoutBatchService>().MarkSent(finance.Maker, batch, default);
        return batch;
    }

    public static async Task<BankReceipt> Bank(this World world, string xml, string name = "bank.xml")
    {
        var receipt = await world
            .Get<BankImportService>()
            .Import(Actor.Operator, name, new MemoryStream(Encoding.UTF8.GetBytes(xml)), default);
        await world.Get<BankImportService>().PostAll(Actor.Operator, default);
        return receipt;
    }

    public static async Task<PayoutState> PayoutState(this World world, string number)
    {
        await using var db = world.Db();
        return await db.Payouts.Where(row => row.Number == number).Select(row => row.State).SingleAsync();
    }

    public static async Task<Money> Stands(this World world, LedgerCode code)
    {
        await using var db = world.Db();
        return await LedgerPoster.Balance(db, code, Currency.Cny, default);
    }
}

/// <summary>A day on our account as a bank would write it; the closing balance follows from the lines.</summary>
internal sealed class CamtText(string id, long openingFen, DateOnly day, int sequence = 1)
{
    private readonly StringBuilder _entries = new();
    private long _sum;

    public long ClosingFen => openingFen + _sum;

    public CamtText Out(
        string reference,
        long fen,
        string? endToEnd = null,
        string code = "DMCT",
        string? batch = null,
        string? valueDay = null
    ) => Entry(reference, -fen, endToEnd, $"ICDT</Cd><SubFmlyCd>{code}", batch, null, valueDay);

    public CamtText In(string reference, long fen, string? endToEnd = null, string? returned = null, string? text = null) =>
        Entry(
            reference,
            fen,
            endToEnd,
            $"{(returned is null ? "RCDT" : "ICDT")}</Cd><SubFmlyCd>{(returned is null ? "DMCT" : "RRTN")}",
            null,
            returned,
            null,
            text
        );

    public string Xml(long? closingFen = null, string currency = "CNY", string account = BankWorld.OurNumber) =>
        $"""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>{Statement(
                closingFen,
                currency,
                account
            )}</BkToCstmrStmt></Document>
            """;

    public string Statement(long? closingFen = null, string currency = "CNY", string account = BankWorld.OurNumber) =>
        $"""
            <Stmt><Id>{id}</Id><ElctrncSeqNb>{sequence}</ElctrncSeqNb><Acct><Id><Othr><Id>{account}</Id></Othr></Id><Ccy>CNY</Ccy></Acct>
            {Balance("OPBD", openingFen, currency)}{Balance("CLBD", closingFen ?? ClosingFen, "CNY")}
            {_entries}</Stmt>
            """;

    private string Balance(string code, long fen, string currency) =>
        $"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"{currency}\">{Amount(fen)}</Amt><CdtDbtInd>{(fen < 0 ? "DBIT" : "CRDT")}</CdtDbtInd><Dt><Dt>{day:yyyy-MM-dd}</Dt></Dt></Bal>";

    private CamtText Entry(
        string reference,
        long fen,
        string? endToEnd,
        string code,
        string? batch,
        string? returned,
        string? valueDay,
        string? text = null
    )
    {
        _sum += fen;
        var direction = fen < 0 ? "DBIT" : "CRDT";
        var reason = returned is null ? "" : $"<RtrInf><Rsn><Cd>{returned}</Cd></Rsn></RtrInf>";
        var id1 = endToEnd is null ? "" : $"<Refs><EndToEndId>{endToEnd}</EndToEndId></Refs>";
        var details =
            endToEnd is null && text is null && returned is null
                ? ""
                : $"<TxDtls>{id1}<Amt Ccy=\"CNY\">{Amount(fen)}</Amt><CdtDbtInd>{direction}</CdtDbtInd>{(text is null ? "" : $"<RmtInf><Ustrd>{text}</Ustrd></RmtInf>")}{reason}</TxDtls>";
        var whole = batch is null ? "" : $"<Btch><MsgId>{batch}</MsgId></Btch>";
        _entries.Append(
            CultureInfo.InvariantCulture,
            $"<Ntry><Amt Ccy=\"CNY\">{Amount(fen)}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day:yyyy-MM-dd}</Dt></BookgDt><ValDt><Dt>{valueDay ?? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}</Dt></ValDt><AcctSvcrRef>{reference}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>{code}</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls>{whole}{details}</NtryDtls></Ntry>\n"
        );
        return this;
    }

    private static string Amount(long fen) => Money.Cny(Math.Abs(fen)).ToPlainString();
}
