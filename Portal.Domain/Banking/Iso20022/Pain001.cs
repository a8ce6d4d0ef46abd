using System.Globalization;
using System.Text;
using System.Xml;
using Portal.Domain.Kernel;
using Portal.Domain.Settlement;

namespace Portal.Domain.Banking;

/// <summary>Writes ISO 20022 credit transfers. The same model is the same bytes, always; what breaks the schema is never handed out.</summary>
internal static class Pain001
{
    private const int NameMax = 140;
    private const int PurposeMax = 140;

    /// <exception cref="InvariantViolatedException">I-27: the document breaks its schema.</exception>
    public static byte[] Write(CreditTransfers file, string version)
    {
        using var stream = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(false),
            Indent = true,
            IndentChars = " ",
            NewLineChars = "\n",
        };
        using (var xml = XmlWriter.Create(stream, settings))
        {
            new Writer(xml, file, version).Document();
        }

        var bytes = stream.ToArray();
        var problems = Schemas.Problems(bytes, version);
        Invariant.Hold("I-27", problems.Count == 0, $"{file.MessageId} breaks {version}: {string.Join("; ", problems)}");
        return bytes;
    }

    private sealed class Writer(XmlWriter xml, CreditTransfers file, string version)
    {
        private readonly bool _old = version == Schemas.Pain001V03;
        private readonly bool _sepa = file.Currency.Code == "EUR";

        public void Document()
        {
            xml.WriteStartElement("Document", $"urn:iso:std:iso:20022:tech:xsd:{version}");
            xml.WriteStartElement("CstmrCdtTrfInitn");
            Group();
            Payments();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        private void Group() =>
            In(
                "GrpHdr",
                () =>
                {
                    Text("MsgId", file.MessageId);
                    Text("CreDtTm", file.CreatedUtc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                    Sums();
                    In("InitgPty", () => Text("Nm", Clean(file.Debtor.Name, NameMax)));
                }
            );

        private void Payments() =>
            In(
                "PmtInf",
                () =>
                {
                    Text("PmtInfId", file.BatchNumber);
                    Text("PmtMtd", "TRF");
                    Text("BtchBookg", "true");
                    Sums();
                    In("PmtTpInf", () => In("SvcLvl", () => Text("Cd", _sepa ? "SEPA" : "NURG")));
                    Day("ReqdExctnDt", file.ExecutionDay);
                    In("Dbtr", () => Text("Nm", Clean(file.Debtor.Name, NameMax)));
                    In(
                        "DbtrAcct",
                        () =>
                        {
                            Account(file.Debtor.Number);
                            Text("Ccy", file.Currency.Code);
                        }
                    );
                    In("DbtrAgt", () => Bank(file.Debtor.BankCode));
                    Text("ChrgBr", _sepa ? "SLEV" : "DEBT");
                    foreach (var item in file.Items)
                    {
                        Transfer(item);
                    }
                }
            );

        private void Transfer(CreditTransfer item) =>
            In(
                "CdtTrfTxInf",
                () =>
                {
                    In(
                        "PmtId",
                        () =>
                        {
                            Text("InstrId", item.EndToEndId);
                            Text("EndToEndId", item.EndToEndId);
                        }
                    );
                    In(
                        "Amt",
                        () =>
                        {
                            xml.WriteStartElement("InstdAmt");
                            xml.WriteAttributeString("Ccy", file.Currency.Code);
                            xml.WriteString(Amount(item.AmountMinor));
                            xml.WriteEndElement();
                        }
                    );
                    In("CdtrAgt", () => Bank(item.Payee.BankCode));
                    In("Cdtr", () => Text("Nm", Clean(item.Payee.Name, NameMax)));
                    In("CdtrAcct", () => Account(item.Payee.Number));
                    In("RmtInf", () => Text("Ustrd", Clean(item.Purpose, PurposeMax)));
                }
            );

        private void Sums()
        {
            Text("NbOfTxs", file.Items.Count.ToString(CultureInfo.InvariantCulture));
            Text("CtrlSum", Amount(file.TotalMinor));
        }

        private void Day(string name, DateOnly day)
        {
            var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (_old)
            {
                Text(name, text);
            }
            else
            {
                In(name, () => Text("Dt", text));
            }
        }

        private void Account(string number) =>
            In(
                "Id",
                () =>
                {
                    if (IbanRules.Holds(number))
                    {
                        Text("IBAN", number);
                    }
                    else
                    {
                        In("Othr", () => Text("Id", number));
                    }
                }
            );

        private void Bank(string code) =>
            In(
                "FinInstnId",
                () =>
                {
                    if (IbanRules.IsBic(code))
                    {
                        Text(_old ? "BIC" : "BICFI", code);
                        return;
                    }

                    In(
                        "ClrSysMmbId",
                        () =>
                        {
                            In("ClrSysId", () => Text("Cd", "CNAPS"));
                            Text("MmbId", code);
                        }
                    );
                }
            );

        private string Amount(long minor) => new Money(minor, file.Currency).ToPlainString();

        private string Clean(string text, int max) => BankText.Clean(text, max, _sepa);

        private void In(string name, Action body)
        {
            xml.WriteStartElement(name);
            body();
            xml.WriteEndElement();
        }

        private void Text(string name, string text) => xml.WriteElementString(name, text);
    }
}
