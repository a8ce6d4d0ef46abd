using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>A file a bank gave us; the same bytes are taken in once.</summary>
internal sealed class BankImport
{
    private BankImport() { }

    public long Id { get; private set; }
    public BankImportKind Kind { get; private set; }
    public string FileName { get; private set; } = string.Empty;
    public string Sha256 { get; private set; } = string.Empty;
    public long Bytes { get; private set; }

    /// <summary>Statements or, of a status file, transfers that it moved.</summary>
    public int Items { get; private set; }

    /// <summary>Lines or statuses it holds, and those of them we had already.</summary>
    public int Lines { get; private set; }
    public int Known { get; private set; }
    public string ImportedBy { get; private set; } = string.Empty;
    public DateTime ReceivedUtc { get; private set; }

    internal static BankImport Receive(BankImportKind kind, string name, string sha256, long bytes, Actor by, DateTime nowUtc) =>
        new()
        {
            Kind = kind,
            FileName = name,
            Sha256 = sha256,
            Bytes = bytes,
            ImportedBy = by.Name,
            ReceivedUtc = nowUtc,
        };

    internal void Count(int items, int lines, int known) => (Items, Lines, Known) = (items, lines, known);
}
