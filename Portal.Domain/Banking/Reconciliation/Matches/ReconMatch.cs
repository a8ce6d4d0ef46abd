using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>
/// Lines that the rules did not join and people do: ours on one side, theirs on the other, and between them nothing, or a fee the bank has
/// kept, booked with it.
/// </summary>
internal sealed class ReconMatch : IVersioned
{
    /// <summary>More belong into two matches: what a person agrees to can be read.</summary>
    public const int ItemsMax = 50;

    public static MoveTable<ReconMatchState> Moves { get; } =
        new(
            new()
            {
                [ReconMatchState.Proposed] = [ReconMatchState.Agreed, ReconMatchState.Dropped],
                [ReconMatchState.Agreed] = [],
                [ReconMatchState.Dropped] = [],
            }
        );

    private ReconMatch() { }

    public long Id { get; private set; }
    public ReconPair Pair { get; private set; }
    public string Currency { get; private set; } = string.Empty;
    public int Items { get; private set; }
    public long OursMinor { get; private set; }
    public long TheirsMinor { get; private set; }

    /// <summary>What the bank kept: ours − theirs, never below zero, booked as its fee.</summary>
    public long FeeMinor { get; private set; }
    public ReconMatchState State { get; private set; }
    public string MadeBy { get; private set; } = string.Empty;
    public DateTime MadeUtc { get; private set; }
    public DateTime? DecidedUtc { get; private set; }

    /// <summary>The entry that moved what waited in suspense; null where no money had to move.</summary>
    public long? EntryId { get; private set; }
    public int Version { get; private set; }

    public string Number => NumberOf(Id);

    internal static string NumberOf(long id) => Things.Match.Of(id);

    internal static ReconMatch Propose(ReconSides sides, long feeMinor, Actor by, DateTime nowUtc) =>
        new()
        {
            Pair = sides.Pair,
            Currency = sides.Currency,
            Items = sides.Items.Count,
            OursMinor = sides.OursMinor,
            TheirsMinor = sides.TheirsMinor,
            FeeMinor = feeMinor,
            MadeBy = by.Name,
            MadeUtc = nowUtc,
        };

    internal void Agree(long? entryId, DateTime nowUtc)
    {
        Move(ReconMatchState.Agreed, nowUtc);
        EntryId = entryId;
    }

    internal void Drop(DateTime nowUtc) => Move(ReconMatchState.Dropped, nowUtc);

    private void Move(ReconMatchState next, DateTime nowUtc)
    {
        Invariant.Hold("I-36", Moves.Allows(State, next), $"{Number} cannot go from {State} to {next}");
        (State, DecidedUtc) = (next, nowUtc);
    }
}
