using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

public enum CaseState
{
    Draft,
    FeeDue,
    Submitted,
    InReview,
    NeedsInfo,
    Approved,
    Rejected,
    Withdrawn,
    Expired,
}

/// <summary>The legal moves of a certification case; docs print it, a test walks it.</summary>
public static class CaseMoves
{
    private static readonly MoveTable<CaseState> Table = new(
        new()
        {
            [CaseState.Draft] = [CaseState.FeeDue, CaseState.Withdrawn],
            [CaseState.FeeDue] = [CaseState.Draft, CaseState.Submitted, CaseState.Withdrawn],
            [CaseState.Submitted] = [CaseState.InReview, CaseState.Withdrawn],
            [CaseState.InReview] = [CaseState.Submitted, CaseState.NeedsInfo, CaseState.Approved, CaseState.Rejected, CaseState.Withdrawn],
            [CaseState.NeedsInfo] = [CaseState.Submitted, CaseState.Withdrawn, CaseState.Expired],
            [CaseState.Approved] = [],
            [CaseState.Rejected] = [],
            [CaseState.Withdrawn] = [],
            [CaseState.Expired] = [],
        }
    );

    public static IReadOnlyList<CaseState> From(CaseState state) => Table[state];

    public static bool Allows(CaseState from, CaseState to) => Table.Allows(from, to);

    /// <summary>Nothing moves it any more.</summary>
    public static bool IsOver(CaseState state) => Table.IsOver(state);

    /// <summary>The states a case can still leave.</summary>
    public static IReadOnlyList<CaseState> UnderWay => Table.UnderWay;
}
