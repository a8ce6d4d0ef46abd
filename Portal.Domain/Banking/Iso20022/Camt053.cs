using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Portal.Domain.Banking;

/// <summary>Reads camt.053, V02 and V08 alike: whole or not at all, one line in memory at a time.</summary>
internal static class Camt053
{
    public static IReadOnlyList<ReadStatement> Read(byte[] content, BankProblems problems)
    {
        var pages = new List<ReadStatement>();
        long? page = null;
        using var reader = BankXml.Open(content);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.Depth != 2)
            {
                continue;
            }

            if (reader.LocalName == "GrpHdr")
            {
                page = CamtHead.PageOf(BankXml.Part(reader).One("MsgPgntn"));
            }
            else if (reader.LocalName == "Stmt" && Statement(reader, page, problems) is { } statement)
            {
                pages.Add(statement);
            }
        }

        if (pages.Count == 0 && problems.Count == 0)
        {
            problems.Add(new BankPlace(1, 1), BankFaults.Missing, "Stmt");
        }

        var joined = CamtPages.Join(pages);
        if (joined.Sum(statement => statement.Entries.Count) > BankFiles.LinesMax)
        {
            TooMany(problems);
        }

        return joined;
    }

    private static void TooMany(BankProblems problems) =>
        problems.Add(new BankPlace(1, 1), BankFaults.TooManyLines, BankFiles.LinesMax.ToString(CultureInfo.InvariantCulture));

    private static ReadStatement? Statement(XmlReader reader, long? messagePage, BankProblems problems)
    {
        var before = problems.Count;
        var place = BankPlace.Of(reader);
        var head = new XElement(reader.LocalName);
        var entries = new List<ReadEntry>();
        CamtHead? known = null;
        using var statement = reader.ReadSubtree();
        statement.Read();
        while (BankXml.NextPart(statement))
        {
            var part = BankXml.Part(statement);
            if (part.Name.LocalName != "Ntry")
            {
                head.Add(part);
                continue;
            }

            // Account and balances stand before the lines.
            known ??= CamtHead.Of(head, place, problems);
            if (known is null)
            {
                return null;
            }

            if (entries.Count == BankFiles.LinesMax)
            {
                TooMany(problems);
                return null;
            }

            if (CamtEntry.Read(part, known.Currency, problems) is { } entry)
            {
                entries.Add(entry);
            }
        }

        known ??= CamtHead.Of(head, place, problems);
        return known?.Whole(head, entries, messagePage, problems) is { } whole && problems.Count == before ? whole : null;
    }
}
