namespace Portal.Domain.Settlement;

/// <summary>What a statement's file hashes to, written down when the file was first made; every later one must be the same bytes.</summary>
internal sealed class StatementFile
{
    private StatementFile() { }

    public long StatementId { get; private set; }

    /// <summary>xlsx or csv.</summary>
    public string Format { get; private set; } = string.Empty;
    public string Sha256 { get; private set; } = string.Empty;
    public DateTime MadeUtc { get; private set; }

    public static StatementFile Of(long statementId, string format, string sha256, DateTime madeUtc) =>
        new()
        {
            StatementId = statementId,
            Format = format,
            Sha256 = sha256,
            MadeUtc = madeUtc,
        };
}
