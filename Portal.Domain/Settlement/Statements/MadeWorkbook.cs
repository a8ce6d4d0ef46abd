using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>
/// The workbook of a statement with many lines: asked for by a person, made by a row of work, kept for its term as a file of the data
/// directory. One a statement (unique), because the same statement gives the same bytes.
/// </summary>
internal sealed class MadeWorkbook : IOfMerchant, IVersioned
{
    private MadeWorkbook() { }

    internal MadeWorkbook(Statement statement, Actor by, DateTime nowUtc)
    {
        (MerchantId, StatementId) = (statement.MerchantId, statement.Id);
        AskAgain(by, nowUtc);
    }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public long StatementId { get; private set; }
    public string AskedBy { get; private set; } = string.Empty;

    /// <summary>When it was asked for last; its term counts from here.</summary>
    public DateTime AskedUtc { get; private set; }

    /// <summary>When the whole file lay on the disk; null while there is none.</summary>
    public DateTime? MadeUtc { get; private set; }

    /// <summary>The lines in it, its length and the SHA-256 of its bytes; 0 and null while there is no file.</summary>
    public long Rows { get; private set; }
    public long Bytes { get; private set; }
    public string? Sha256 { get; private set; }
    public int Version { get; private set; }

    /// <summary>For a file that could not be made, or that has gone from the disk.</summary>
    internal void AskAgain(Actor by, DateTime nowUtc) =>
        (AskedBy, AskedUtc, MadeUtc, Rows, Bytes, Sha256) = (by.Name, nowUtc, null, 0, 0, null);

    internal void Made(long rows, long bytes, string sha256, DateTime nowUtc) =>
        (Rows, Bytes, Sha256, MadeUtc) = (rows, bytes, sha256, nowUtc);
}
