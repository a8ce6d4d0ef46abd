using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>Reading by local name: the versions of a message differ in namespace, not in what we need.</summary>
internal static class BankXml
{
    /// <summary>
    /// Goes through a file once without keeping anything: well-formed, and neither deeper nor fuller than any statement is. The name of its message,
    /// or null with the reason among the problems; whatever reads it afterwards may hold a part of it at a time.
    /// </summary>
    public static string? MessageOf(byte[] content, BankProblems problems)
    {
        try
        {
            using var reader = Open(content);
            string? message = null;
            var (all, part) = (0, 0);
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                message = reader.Depth == 1 ? message ?? reader.LocalName : message;
                part = reader.Depth <= SafeXml.PartDepth ? 0 : part + 1;
                if (reader.Depth > SafeXml.DepthMax)
                {
                    problems.Add(BankPlace.Of(reader), BankFaults.TooDeep, SafeXml.DepthMax.ToString(CultureInfo.InvariantCulture));
                    return null;
                }

                if (++all > SafeXml.ElementsMax || part > SafeXml.PartElementsMax || reader.AttributeCount > SafeXml.AttributesMax)
                {
                    problems.Add(BankPlace.Of(reader), BankFaults.TooManyElements);
                    return null;
                }
            }

            return message ?? string.Empty;
        }
        catch (XmlException bad)
        {
            problems.Add(new BankProblem(bad.LineNumber, bad.LinePosition, BankFaults.NotXml, []));
            return null;
        }
    }

    public static XmlReader Open(byte[] content) => XmlReader.Create(new MemoryStream(content), SafeXml.Settings());

    /// <summary>The element the reader stands at, with all that is in it; the reader stands at its end afterwards.</summary>
    public static XElement Part(XmlReader reader)
    {
        using var part = reader.ReadSubtree();
        part.MoveToContent();
        return XElement.Load(part, LoadOptions.SetLineInfo);
    }

    /// <summary>The next element right below the one a subtree reader began with.</summary>
    public static bool NextPart(XmlReader subtree)
    {
        while (subtree.Read())
        {
            if (subtree.NodeType == XmlNodeType.Element && subtree.Depth == 1)
            {
                return true;
            }
        }

        return false;
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
        return string.IsNullOrEmpty(text) ? null : Text.Cut(text, max);
    }

    /// <summary>A reference, where it is one: NOTPROVIDED and its like say nothing.</summary>
    public static string? Named(this XElement? element, int max = 35) =>
        element.Said(max) is { } text && Reference.Identifies(text) ? text : null;

    /// <summary>All texts in an element, a blank between them.</summary>
    public static string Words(this XElement? element) =>
        element is null ? string.Empty : string.Join(' ', element.DescendantNodes().OfType<XText>().Select(text => text.Value));

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
