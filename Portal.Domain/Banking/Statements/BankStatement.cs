using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

public enum BankImportKind
{
    /// <summary>What became of payments we asked for (pain.002).</summary>
    Status,

    /// <summary>What happened on our account (camt.053).</summary>
    Statement,
}

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

public enum BankStatementState
{
    /// <summary>Nothing of it is posted until a person decides; <see cref="BankStatement.Held"/> says why.</summary>
    Held,
    Posting,
    Posted,
    Rejected,

    /// <summary>It waited, and the bank gave a corrected one: that one counts.</summary>
    Replaced,
}

/// <summary>Why a statement waits for a person.</summary>
public enum BankHeldReason
{
    /// <summary>Opening and lines are not the closing balance.</summary>
    Differs,

    /// <summary>It says how it closes and not how it opens.</summary>
    NoOpening,

    /// <summary>It does not open where the one before it closed, and has lines without reference that are like lines already booked.</summary>
    MayRepeat,

    /// <summary>Its last day has not come.</summary>
    FutureDay,
}

/// <summary>One statement of one of our accounts.</summary>
internal sealed class BankStatement : IVersioned
{
    private BankStatement() { }

    public long Id { get; private set; }
    public long ImportId { get; private set; }
    public long AccountId { get; private set; }

    /// <summary>The bank's own name for it.</summary>
    public string Reference { get; private set; } = string.Empty;
    public long? SequenceNo { get; private set; }

    /// <summary>Number, sequence, page and days: which statement of the account it is. Numbers begin again every year, at some banks every day.</summary>
    public string Identity { get; private set; } = string.Empty;
    public DateOnly FromDay { get; private set; }
    public DateOnly ToDay { get; private set; }
    public string Currency { get; private set; } = string.Empty;
    public long OpeningMinor { get; private set; }
    public long ClosingMinor { get; private set; }
    public int Lines { get; private set; }

    /// <summary>Lines that an earlier statement had: counted there.</summary>
    public int KnownLines { get; private set; }

    /// <summary>Opening + lines − closing; what is missing when it is held.</summary>
    public long DifferenceMinor { get; private set; }

    /// <summary>It adds up only by value day: an entry booked today counts for tomorrow.</summary>
    public bool ByValueDay { get; private set; }

    /// <summary>A number between the last statement and this one is missing.</summary>
    public bool SequenceGap { get; private set; }

    /// <summary>It does not open where the one before it closed.</summary>
    public bool OpeningGap { get; private set; }
    public BankStatementState State { get; private set; }
    public BankHeldReason? Held { get; private set; }
    public string? DecidedBy { get; private set; }
    public DateTime? DecidedUtc { get; private set; }
    public int Version { get; private set; }

    internal static BankStatement Receive(
        long importId,
        long accountId,
        ReadStatement read,
        int known,
        BankStatement? before,
        BankHeldReason? held
    ) =>
        new()
        {
            ImportId = importId,
            AccountId = accountId,
            Reference = read.Reference,
            SequenceNo = read.SequenceNo,
            Identity = read.Identity,
            FromDay = read.FromDay,
            ToDay = read.ToDay,
            Currency = read.Currency,
            OpeningMinor = read.OpeningMinor,
            ClosingMinor = read.ClosingMinor,
            Lines = read.Entries.Count,
            KnownLines = known,
            DifferenceMinor = read.DifferenceMinor,
            ByValueDay = read.ByValueDay,
            SequenceGap = before is not null && Misses(before, read),
            OpeningGap = before is not null && before.ClosingMinor != read.OpeningMinor,
            State = held is null ? BankStatementState.Posting : BankStatementState.Held,
            Held = held,
        };

    /// <summary>A number is left out; not where the count begins again, nor on a further page of the same statement.</summary>
    private static bool Misses(BankStatement before, ReadStatement read) =>
        before.SequenceNo is { } last
        && read.SequenceNo is { } now
        && now != last + 1
        && now != 1
        && !(now == last && before.Reference == read.Reference);

    internal void Accept(Actor by, DateTime nowUtc) => Decide(BankStatementState.Posting, by, nowUtc);

    internal void Reject(Actor by, DateTime nowUtc) => Decide(BankStatementState.Rejected, by, nowUtc);

    /// <summary>The bank's corrected one has come.</summary>
    internal void Replace(Actor by, DateTime nowUtc) => Decide(BankStatementState.Replaced, by, nowUtc);

    /// <summary>Some of its lines came with another statement while it waited.</summary>
    internal void Knows(int lines) => KnownLines += lines;

    internal void Finish() => State = BankStatementState.Posted;

    private void Decide(BankStatementState next, Actor by, DateTime nowUtc)
    {
        Refusal.Unless(State == BankStatementState.Held, BankingRefusals.NotHeld, Reference);
        (State, DecidedBy, DecidedUtc) = (next, by.Name, nowUtc);
    }
}

/// <summary>What a bank line turned out to be.</summary>
public enum BankLineKind
{
    /// <summary>Not looked at yet.</summary>
    New,
    PayoutOut,
    PayoutBack,
    Withdrawal,
    BankFee,

    /// <summary>Nobody knows yet: its money stands in suspense and somebody looks.</summary>
    Unknown,

    /// <summary>Taken back by another line: together they are nothing.</summary>
    Cancelled,

    /// <summary>Of a statement that waits for a decision or was turned away: it counts for nothing, and hides no other line.</summary>
    Aside,
}

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

/// <summary>One payment inside a line: a batch booked as one sum names its payments here.</summary>
internal sealed class BankLineDetail
{
    private BankLineDetail() { }

    public long LineId { get; private set; }
    public int No { get; private set; }
    public string? EndToEndId { get; private set; }
    public long AmountMinor { get; private set; }
    public string? ReturnReason { get; private set; }
    public string? ReturnText { get; private set; }

    internal static BankLineDetail Of(long lineId, int no, ReadDetail read) =>
        new()
        {
            LineId = lineId,
            No = no,
            EndToEndId = read.EndToEndId,
            AmountMinor = read.AmountMinor,
            ReturnReason = read.ReturnReason,
            ReturnText = read.ReturnText,
        };
}
