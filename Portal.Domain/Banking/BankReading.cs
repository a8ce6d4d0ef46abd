using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>What is wrong with a bank file, and where. The code is a text of BankingTexts.</summary>
public sealed record BankProblem(int Line, int Column, string Code, IReadOnlyList<string> Args);

/// <summary>Faults while a file is read: the first hundred are kept, all are counted.</summary>
internal sealed class BankProblems
{
    private const int KeptMax = 100;
    private readonly List<BankProblem> _kept = [];

    public IReadOnlyList<BankProblem> Kept => _kept;
    public int Count { get; private set; }

    public void Add(XObject? at, string code, params string[] args)
    {
        var place = at as IXmlLineInfo;
        Add(new BankProblem(place?.LineNumber ?? 1, place?.LinePosition ?? 1, code, args));
    }

    public void Add(BankProblem problem)
    {
        Count++;
        if (_kept.Count < KeptMax)
        {
            _kept.Add(problem);
        }
    }
}

/// <summary>Names of faults of bank files.</summary>
public static class BankFaults
{
    public const string NotXml = "Banking_NotXml";
    public const string OtherMessage = "Banking_OtherMessage";
    public const string Missing = "Banking_Missing";
    public const string BadAmount = "Banking_BadAmount";
    public const string BadDay = "Banking_BadDay";
    public const string BadWord = "Banking_BadWord";
    public const string MixedCurrency = "Banking_MixedCurrency";
    public const string AccountUnknown = "Banking_AccountUnknown";
    public const string BatchUnknown = "Banking_BatchUnknown";
    public const string TransferUnknown = "Banking_TransferUnknown";
    public const string StatusUnknown = "Banking_StatusUnknown";
    public const string StatementDiffers = "Banking_StatementDiffers";
    public const string TooManyLines = "Banking_TooManyLines";
    public const string DetailsDiffer = "Banking_DetailsDiffer";
}

/// <summary>Reading by local name: the versions of a message differ in namespace, not in what we need.</summary>
internal static class BankXml
{
    public static XDocument? Load(byte[] content, BankProblems problems)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), SafeXml.Settings());
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException bad)
        {
            problems.Add(new BankProblem(bad.LineNumber, bad.LinePosition, BankFaults.NotXml, []));
            return null;
        }
    }

    public static XElement? One(this XElement? parent, string name) =>
        parent?.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    public static XElement? One(this XElement? parent, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            parent = parent.One(name);
        }

        return parent;
    }

    public static IEnumerable<XElement> All(this XElement? parent, string name) =>
        parent?.Elements().Where(element => element.Name.LocalName == name) ?? [];

    /// <summary>The text without blanks at its ends, null when there is none, cut to what we keep.</summary>
    public static string? Said(this XElement? element, int max = 140)
    {
        var text = element?.Value.Trim();
        return string.IsNullOrEmpty(text) ? null
            : text.Length > max ? text[..max]
            : text;
    }

    /// <summary>A day, given as a day or as an instant: the day as the bank wrote it.</summary>
    public static DateOnly? Day(this XElement? element, BankProblems problems)
    {
        var text = element.One("Dt").Said() ?? element.One("DtTm").Said();
        if (text is null)
        {
            return null;
        }

        if (
            text.Length >= 10
            && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        )
        {
            return day;
        }

        problems.Add(element, BankFaults.BadDay, text);
        return null;
    }

    /// <summary>Unsigned in the file; further decimals only when they are zeros.</summary>
    public static long? Minor(this XElement? element, Currency currency, BankProblems problems)
    {
        var text = element.Said();
        if (text is null || TryMinor(text, currency.MinorDigits) is not { } minor)
        {
            problems.Add(element, BankFaults.BadAmount, text ?? string.Empty);
            return null;
        }

        return minor;
    }

    internal static long? TryMinor(string text, int digits)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var rest = point < 0 ? string.Empty : text[(point + 1)..];
        if (
            whole.Length is 0 or > 15
            || !whole.All(char.IsAsciiDigit)
            || !rest.All(char.IsAsciiDigit)
            || (point >= 0 && rest.Length == 0)
            || rest.Skip(digits).Any(digit => digit != '0')
        )
        {
            return null;
        }

        return long.Parse(whole + rest.PadRight(digits, '0')[..digits], CultureInfo.InvariantCulture);
    }
}
