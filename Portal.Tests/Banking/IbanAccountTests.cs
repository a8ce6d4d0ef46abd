using System.Globalization;
using System.Text;
using Portal.Domain.Banking;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;
using Portal.Tests.Approvals;
using Portal.Tests.Payments;

namespace Portal.Tests.Banking;

/// <summary>An account of ours outside China: kept by its IBAN, its statements taken in and matched, its files in the bank's own words.</summary>
public sealed class IbanAccountTests
{
    private const string Iban = "DE02120300000000202051";
    private const string Bic = "BYLADEM1001";

    [Theory]
    [InlineData(Iban, true)]
    [InlineData("GB82WEST12345698765432", true)]
    [InlineData("NO9386011117947", true)]
    [InlineData("DE03120300000000202051", false)]
    [InlineData("DE0212030000000020205", false)]
    [InlineData("DEXX120300000000202051", false)]
    [InlineData("02120300000000202051", false)]
    [InlineData("DE02-1203", false)]
    public void The_check_digits_decide(string number, bool holds) => Assert.Equal(holds, IbanRules.Holds(number));

    [Theory]
    [InlineData("DE03 1203 0000 0000 2020 51", Bic, "EUR", SettlementRefusals.IbanDigits, nameof(OperatorAccountForm.Number))]
    [InlineData("DE02 1203", Bic, "EUR", SettlementRefusals.IbanShape, nameof(OperatorAccountForm.Number))]
    [InlineData(Iban, "102100099996", "EUR", SettlementRefusals.BicShape, nameof(OperatorAccountForm.BankCode))]
    [InlineData(Iban, "", "EUR", SettlementRefusals.BicShape, nameof(OperatorAccountForm.BankCode))]
    [InlineData(Iban, Bic, "EURO", KernelRefusals.CurrencyUnknown, nameof(OperatorAccountForm.Currency))]
    [InlineData("0200001909234567890", "308584000014", "CNY", SettlementRefusals.BankUnknown, nameof(OperatorAccountForm.BankCode))]
    public async Task What_is_wrong_is_said_beside_its_field(string number, string bank, string currency, string code, string field)
    {
        await using var world = await World.Create(Provider.Sqlite);
        var refused = await ApprovalWorld.Refused(() => Add(world, number, bank, currency));
        Assert.Equal((code, field), (refused.Code, refused.Field));
    }

    [Theory]
    [InlineData("102100099996", true)]
    // Not in the shipped list, and a bank of the payment system all the same: its check digit holds.
    [InlineData("301290000007", true)]
    [InlineData("313320000010", false)]
    public async Task A_bank_outside_the_list_is_known_by_its_check_digit(string bank, bool known)
    {
        await using var world = await World.Create(Provider.Sqlite);
        var add = () => Add(world, "0200001909234567890", bank, "CNY");
        if (known)
        {
            await add();
        }
        else
        {
            Assert.Equal(SettlementRefusals.BankUnknown, (await ApprovalWorld.Refused(add)).Code);
        }
    }

    [Theory, BothDatabases]
    public async Task Statements_of_a_euro_account_are_taken_in_and_matched(Provider provider)
    {
        await using var world = await World.Create(provider);
        await Add(world, "de02 1203 0000 0000 2020 51", "bylade m1001", "eur");
        var finance = await world.Finance();
        var row = Assert.Single(await world.Get<OperatorAccountService>().List(finance.Maker, default));
        Assert.Equal(("2051", Bic, "EUR"), (row.Last4, row.BankCode, row.Currency));
        // What the gateway paid out to us: 28.65, and the bank's credit that names it.
        await world.Take(BillFormats.StripePayout, FormatSamples.Stripe.Utf8());
        var euro = Currency.Of("EUR");
        Assert.Equal(2_865, (await Balance(world, LedgerCode.InTransitGateway, euro)).MinorUnits);

        var receipt = await world.Bank(Statement(Iban, "2026-11-20"));

        Assert.Equal((BankFileStatus.Imported, 1, 2), (receipt.Status, receipt.Items, receipt.Lines));
        Assert.Equal(2_765, (await Balance(world, LedgerCode.BankAccount("berlin"), euro)).MinorUnits);
        Assert.Equal(0, (await Balance(world, LedgerCode.InTransitGateway, euro)).MinorUnits);
        // The bank is held against us without a difference; the charges of the gateway's bill have no fund bill beside them.
        await world.Get<ReconciliationService>().Run(finance.Maker, default);
        var ask = new ReconAsk(null, null, null, false, false) { Pair = ReconPair.Bank };
        Assert.Empty((await world.Get<ReconciliationService>().Queue(finance.Maker, ask, new PageAsk(), default)).Rows);
        // The control: an account we do not have is refused, by its number.
        var stranger = await world.Bank(Statement("GB82WEST12345698765432", "2026-11-21"));
        Assert.Equal(BankFaults.AccountUnknown, Assert.Single(stranger.Errors).Code);
        await world.AssertProven();
    }

    [Fact]
    public void A_file_from_an_iban_account_says_iban_and_bic()
    {
        var file = new CreditTransfers(
            "PORTAL-1",
            new DateTime(2026, 11, 20, 4, 0, 0, DateTimeKind.Utc),
            "PB-1",
            BankWorld.Today,
            new BankParty("Example Wallet Co", Bic, Iban),
            Currency.Of("EUR"),
            [new CreditTransfer("PO-1", 12_34, new BankParty("Tea House", "102100099996", "4400186320105309"), "Settlement")]
        );
        foreach (var (version, bic) in new[] { (Schemas.Pain001V09, "BICFI"), (Schemas.Pain001V03, "BIC") })
        {
            // Writing it checks it against the schema of its version.
            var xml = Encoding.UTF8.GetString(Pain001.Write(file, version));
            Assert.Contains($"<IBAN>{Iban}</IBAN>", xml, StringComparison.Ordinal);
            Assert.Contains($"<{bic}>{Bic}</{bic}>", xml, StringComparison.Ordinal);
            Assert.Contains("<MmbId>102100099996</MmbId>", xml, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Gateways.Wechat, "12345678901234567890", PaymentsRefusals.WechatNumberShape)]
    [InlineData(Gateways.Wechat, "1900000A09", PaymentsRefusals.WechatNumberShape)]
    [InlineData(Gateways.Alipay, "20880000000000010156", PaymentsRefusals.AlipayNumberShape)]
    [InlineData(Gateways.Alipay, "1900000109", PaymentsRefusals.AlipayNumberShape)]
    [InlineData(Gateways.Other, "PAY 7", PaymentsRefusals.NumberShape)]
    [InlineData(Gateways.Wechat, " １９００００0109 ", null)]
    [InlineData(Gateways.Wechat, "88887777", null)]
    [InlineData(Gateways.Alipay, "2088000000000001", null)]
    [InlineData(Gateways.Stripe, "acct_1032D82eZvKYlo2C", null)]
    [InlineData(Gateways.UnionPay, "777290058110048", null)]
    [InlineData(Gateways.Other, "PAY-7", null)]
    public async Task A_merchant_number_that_no_bill_can_have_is_refused_with_the_form_it_has(string provider, string number, string? code)
    {
        await using var world = await World.Create(Provider.Sqlite);
        var (merchant, _) = await world.Organisation("qinghe");
        if (code is null)
        {
            await world.Claim(provider, number, merchant);
            return;
        }

        var refused = await ApprovalWorld.Refused(() => world.Claim(provider, number, merchant));
        Assert.Equal((code, nameof(GatewayAccount.MerchantNo)), (refused.Code, refused.Field));
    }

    private static Task Add(World world, string number, string bank, string currency) =>
        world
            .Get<OperatorAccountService>()
            .Add(Actor.Operator, new OperatorAccountForm("berlin", "Example Wallet GmbH", bank, number, currency, 1_000_000_00), default);

    private static async Task<Money> Balance(World world, LedgerCode code, Currency currency)
    {
        await using var db = world.Db();
        return await LedgerPoster.Balance(db, code, currency, default);
    }

    private static string Statement(string iban, string day) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>{day}</Id><ElctrncSeqNb>1</ElctrncSeqNb>
            <Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>
            {Amount("OPBD", "0.00", day)}{Amount("CLBD", "27.65", day)}
            {Entry("28.65", "CRDT", day, "E1", "RCDT</Cd><SubFmlyCd>ESCT", "STRIPE po_1")}
            {Entry("1.00", "DBIT", day, "E2", "MDOP</Cd><SubFmlyCd>CHRG", "Account fee")}
            </Stmt></BkToCstmrStmt></Document>
            """
        );

    private static string Amount(string code, string sum, string day) =>
        $"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">{sum}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>";

    private static string Entry(string sum, string direction, string day, string reference, string code, string text) =>
        $"<Ntry><Amt Ccy=\"EUR\">{sum}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>{reference}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>{code}</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>";
}
