using Portal.Domain.Accounts;
using Portal.Domain.Certification;

namespace Portal.Tests.Accounts;

public sealed class AccountMovesTests
{
    [Fact]
    public void Every_state_is_in_the_table_and_can_be_reached()
    {
        var reached = new HashSet<AccountState> { AccountState.Draft };
        for (var before = 0; before < reached.Count; )
        {
            before = reached.Count;
            reached.UnionWith([.. reached.SelectMany(AccountMoves.From)]);
        }

        Assert.Equal(Enum.GetValues<AccountState>().Order(), reached.Order());
    }

    [Fact]
    public void A_closed_account_never_moves() => Assert.Empty(AccountMoves.From(AccountState.Closed));

    [Fact]
    public void Nobody_is_certified_without_being_live() => Assert.False(AccountMoves.Allows(AccountState.Draft, AccountState.Certified));

    [Fact]
    public void Every_case_state_can_be_reached_and_five_of_them_end_or_wait()
    {
        var reached = new HashSet<CaseState> { CaseState.Draft };
        for (var before = 0; before < reached.Count; )
        {
            before = reached.Count;
            reached.UnionWith([.. reached.SelectMany(CaseMoves.From)]);
        }

        Assert.Equal(Enum.GetValues<CaseState>().Order(), reached.Order());
        Assert.Equal(
            [CaseState.Approved, CaseState.Rejected, CaseState.Withdrawn, CaseState.Expired],
            Enum.GetValues<CaseState>().Where(CaseMoves.IsOver)
        );
    }

    [Fact]
    public void A_decision_is_taken_only_in_review() =>
        Assert.All(
            Enum.GetValues<CaseState>().Where(state => state != CaseState.InReview),
            state => Assert.False(CaseMoves.Allows(state, CaseState.Approved) || CaseMoves.Allows(state, CaseState.Rejected))
        );
}
