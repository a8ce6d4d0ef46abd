using System.Text;
using System.Xml;

namespace Portal.Domain.Banking;

/// <summary>How every XML of others is read: no DTD, nothing fetched, bounded.</summary>
internal static class SafeXml
{
    /// <summary>One character is at least one byte: more than any file we take in holds.</summary>
    private const long CharactersMax = BankFiles.BytesMax;

    /// <summary>The deepest place of the messages we take is at 12; each step deeper makes every step dearer.</summary>
    public const int DepthMax = 32;

    /// <summary>More than the lines of a file can have; and what may be held at a time, the line of a large batch.</summary>
    public const int ElementsMax = 4_000_000;
    public const int PartElementsMax = 400_000;
    public const int AttributesMax = 64;

    /// <summary>Document, message, statement and what stands right in it: parts are what is below.</summary>
    public const int PartDepth = 3;

    // Banks declare windows-1252, GBK or ISO-8859-15: .NET knows them only when asked to.
    static SafeXml() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static XmlReaderSettings Settings() =>
        new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = CharactersMax,
            MaxCharactersFromEntities = 0,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
}
