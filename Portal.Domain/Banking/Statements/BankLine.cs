using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>One booked entry of a statement. Unique on account, the bank's reference, amount, day and occurrence: counted once.</summary>
internal sealed class BankLine
{
    private BankLine() { }

    public long Id { get; private set; }
    public long StatementId { get; private set; }
    public long AccountId { get; private set; }
    public int No { get; private set; }
    public DateOnly BookDay { get; private set; }
    public DateOnly ValueDay { get; private set; }

    /// <summary>What came in is positive, what went out negative.</summary>
    public long AmountMinor { get; private set; }
    public string Currency { get; private set; } = string.Empty;
    public string ServicerRef { get; private set; } = string.Empty;
    public int Occurrence { get; private set; }

    /// <summary>The bank's transaction code, e.g. PMNT/ICDT/RRTN.</summary>
    public string Code { get; private set; } = string.Empty;
    public bool IsReturn { get; private set; }

    /// <summary>Our message or payment group, when the bank booked the batch in one line.</summary>
    public string? BatchRef { get; private set; }
    public string? Counterparty { get; private set; }
    public string? Text { get; private set; }
    public BankLineKind Kind { get; private set; }

    /// <summary>The journal entry that carries it; null while it is new.</summary>
    public long? EntryId { get; private set; }

    internal static BankLine Receive(long statementId, long accountId, ReadEntry read, int no, int occurrence, bool aside) =>
        new()
        {
            Kind = aside ? BankLineKind.Aside : BankLineKind.New,
            StatementId = statementId,
            AccountId = accountId,
            No = no,
            BookDay = read.BookDay,
            ValueDay = read.ValueDay,
            AmountMinor = read.AmountMinor,
            Currency = read.Currency,
            ServicerRef = read.ServicerRef,
            Occurrence = occurrence,
            Code = read.Code,
            IsReturn = read.IsReturn,
            BatchRef = read.BatchRef,
            Counterparty = read.Counterparty,
            Text = read.Text,
        };

    /// <summary>The gateway's withdrawal that it is.</summary>
    public long? MovementId { get; private set; }

    internal void IsOf(long? movementId) => MovementId = movementId;

    /// <summary>Its statement was accepted, and no other has shown it meanwhile.</summary>
    internal void Admit() => Kind = BankLineKind.New;

    internal void Post(BankLineKind kind, long entryId) => (Kind, EntryId) = (kind, entryId);

    /// <summary>A line in suspense found its place.</summary>
    internal void Place(BankLineKind kind)
    {
        Invariant.Hold("I-28", Kind == BankLineKind.Unknown, $"bank line {Id} is not in suspense");
        Kind = kind;
    }
}
