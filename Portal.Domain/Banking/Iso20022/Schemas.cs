using System.Collections.Concurrent;
using System.Reflection;
using System.Xml;
using System.Xml.Schema;

namespace Portal.Domain.Banking;

/// <summary>The message schemas as shipped (Schemas/NOTICE.md); each is compiled once.</summary>
internal static class Schemas
{
    public const string Pain001V03 = "pain.001.001.03";
    public const string Pain001V09 = "pain.001.001.09";

    private static readonly ConcurrentDictionary<string, Lazy<XmlSchemaSet>> Compiled = new();

    /// <summary>Every way in which a document breaks its schema, each with its line and column; empty when it is valid.</summary>
    public static IReadOnlyList<string> Problems(byte[] document, string message)
    {
        var found = new List<string>();
        var settings = SafeXml.Settings();
        settings.ValidationType = ValidationType.Schema;
        settings.Schemas = Compiled.GetOrAdd(message, name => new Lazy<XmlSchemaSet>(() => Load(name))).Value;
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, at) =>
            found.Add(FormattableString.Invariant($"{at.Exception.LineNumber}:{at.Exception.LinePosition} {at.Message}"));
        using var reader = XmlReader.Create(new MemoryStream(document), settings);
        while (reader.Read()) { }

        return found;
    }

    private static XmlSchemaSet Load(string message)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"Portal.Domain.Banking.Iso20022.Schemas.{message}.xsd")
            ?? throw new InvalidOperationException($"The schema {message} is not embedded.");
        using var reader = XmlReader.Create(stream, SafeXml.Settings());
        var set = new XmlSchemaSet { XmlResolver = null };
        set.Add(null, reader);
        set.Compile();
        return set;
    }
}

/// <summary>Bounds of files that banks give us.</summary>
internal static class BankFiles
{
    public const int BytesMax = 32 << 20;

    /// <summary>Lines of one file; a larger one comes in parts.</summary>
    public const int LinesMax = 50_000;
}
