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
