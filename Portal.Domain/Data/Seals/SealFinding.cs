using System.Globalization;
using System.Text;

namespace Portal.Domain.Data;

/// <summary>What was done by hand to a row.</summary>
internal enum HandMade
{
    Changed,
    Deleted,
    PutIn,
}

/// <summary>One row that is not as the product left it: which columns differ (when that can be said), and its seal, which says who was last.</summary>
internal sealed record SealFinding(string Table, string Row, HandMade What, IReadOnlyList<string> Columns, Seal? Seal)
{
    /// <param name="record">The newest record of the trail about the row, where the row has a public number.</param>
    public string Words(string? record = null)
    {
        var words = new StringBuilder($"{Table} {Row} ");
        words.Append(
            What switch
            {
                HandMade.Deleted => "was deleted by hand",
                HandMade.PutIn => "was put in by hand",
                _ => Columns.Count == 0 ? "was changed by hand" : $"was changed by hand in {string.Join(", ", Columns)}",
            }
        );
        if (Seal is { } seal)
        {
            words.Append(CultureInfo.InvariantCulture, $" (last written by {seal.By ?? "an act without a record"} at {seal.AtUtc:u}");
            words.Append(seal.Record == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", record {seal.Record}"));
            words.Append(record is null ? ")" : $"; {record})");
        }

        return words.ToString();
    }
}
