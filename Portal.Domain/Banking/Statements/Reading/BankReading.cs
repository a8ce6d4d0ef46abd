using System.Xml;

namespace Portal.Domain.Banking;

/// <summary>What is wrong with a bank file, and where. The code is a text of BankingTexts.</summary>
public sealed record BankProblem(int Line, int Column, string Code, IReadOnlyList<string> Args);

/// <summary>Where something stands in a file.</summary>
internal readonly record struct BankPlace(int Line, int Column)
{
    public static BankPlace Of(object? at) =>
        at is IXmlLineInfo place && place.HasLineInfo() ? new BankPlace(place.LineNumber, place.LinePosition) : new BankPlace(1, 1);
}
