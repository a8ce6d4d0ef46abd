using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>Which two books are held against each other.</summary>
public enum ReconPair
{
    /// <summary>Our payments and refunds against what the gateway's fund bill says happened.</summary>
    Gateway,

    /// <summary>Our transfers and the gateways' withdrawals against the bank statement.</summary>
    Bank,
}

public enum ReconSide
{
    Ours,
    Theirs,
}

public enum ReconRef
{
    Payment,
    Refund,
    Movement,
    Transfer,
    BankLine,
}

/// <summary>Why a difference is there, as the person looking after it knows.</summary>
public enum ReconReason
{
    Timing,
    Fee,
    WrongReference,
    AskedBank,
    AskedGateway,
    Other,
}

/// <summary>A line that does not match, unique per line: it is raised once, aged from its day, and gone when the other side arrives.</summary>
internal sealed class ReconItem : IVersioned
{
    public const int NoteMax = 300;

    private ReconItem() { }

    public long Id { get; private set; }
    public ReconPair Pair { get; private set; }
    public ReconSide Side { get; private set; }
    public ReconRef RefKind { get; private set; }
    public long RefId { get; private set; }

    /// <summary>The number people search by.</summary>
    public string Reference { get; private set; } = string.Empty;
    public long AmountMinor { get; private set; }

    /// <summary>What the other side says, where it says another amount.</summary>
    public long? OtherMinor { get; private set; }
    public string Currency { get; private set; } = string.Empty;
    public DateOnly Day { get; private set; }
    public ReconState State { get; private set; }

    /// <summary>Another open item of the same amount near its day: only a suggestion.</summary>
    public long? SuggestedId { get; private set; }
    public long? OwnerId { get; private set; }
    public string? OwnerName { get; private set; }
    public ReconReason? Reason { get; private set; }
    public string? Note { get; private set; }

    /// <summary>What is proposed to a second person; null when nothing is.</summary>
    public ReconAnswer? Proposed { get; private set; }

    /// <summary>The match by hand it is part of, proposed or agreed to; one at most.</summary>
    public long? MatchId { get; private set; }
    public DateTime RaisedUtc { get; private set; }
    public DateTime? ResolvedUtc { get; private set; }
    public string? ResolvedBy { get; private set; }
    public int Version { get; private set; }

    internal static ReconItem Raise(ReconPair pair, ReconFinding finding, DateTime nowUtc)
    {
        var item = new ReconItem
        {
            Pair = pair,
            Side = finding.Fact.Side,
            RefKind = finding.Fact.Kind,
            RefId = finding.Fact.Id,
            RaisedUtc = nowUtc,
        };
        item.Look(finding);
        return item;
    }

    /// <summary>Still there at another run, perhaps in another way.</summary>
    internal void Look(ReconFinding finding)
    {
        (Reference, AmountMinor, OtherMinor) = (finding.Fact.Reference, finding.Fact.AmountMinor, finding.OtherMinor);
        (Currency, Day, State) = (finding.Fact.Currency, finding.Fact.Day, finding.State);
        if (ResolvedBy == ReconciliationService.Machine)
        {
            (ResolvedUtc, ResolvedBy) = (null, null);
        }
    }

    internal void Suggest(long? itemId) => SuggestedId = itemId;

    internal void Take(Actor owner) => (OwnerId, OwnerName) = (owner.UserId, owner.Name);

    internal void Explain(ReconReason reason, string? note) => (Reason, Note) = (reason, Text.Optional(note, nameof(Note), NoteMax));

    internal void Propose(ReconAnswer answer, long? matchId = null) => (Proposed, MatchId) = (answer, matchId);

    internal void TakeBack() => (Proposed, MatchId) = (null, null);

    internal void Resolve(string by, DateTime nowUtc)
    {
        if (ResolvedUtc is null)
        {
            (ResolvedUtc, ResolvedBy, SuggestedId) = (nowUtc, by, null);
        }
    }

    internal Dictionary<string, string?> Content() =>
        new()
        {
            ["answer"] = Proposed?.ToString(),
            ["state"] = State.ToString(),
            ["reference"] = Reference,
            ["amount"] = AmountMinor.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["currency"] = Currency,
            ["day"] = Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["note"] = Note,
        };
}
