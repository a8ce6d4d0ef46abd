using Portal.Domain.Banking;
using Portal.Domain.Settlement;

namespace Portal.Tests.Banking;

/// <summary>The tables of legal moves, walked.</summary>
public sealed class PayoutMovesTests
{
    [Fact]
    public void The_ends_are_final()
    {
        Assert.Empty(Payout.Moves[PayoutState.Failed]);
        Assert.Empty(Payout.Moves[PayoutState.Returned]);
        Assert.Equal([PayoutState.Returned], Payout.Moves[PayoutState.Paid]);
    }

    [Fact]
    public void Nothing_that_is_unknown_can_be_put_into_a_file_again()
    {
        PayoutState[] before = [PayoutState.Proposed, PayoutState.Approved, PayoutState.InFile];
        Assert.Empty(Payout.Moves[PayoutState.Unknown].Intersect(before));
        Assert.Empty(Payout.Moves[PayoutState.Sent].Intersect(before));
    }

    [Fact]
    public void Whatever_its_transfers_do_a_payout_moves_only_by_its_table()
    {
        // Two parts, each walking its own table in any order: the payout, brought after each step to where they are, never jumps.
        var start = (TransferState.InFile, TransferState.InFile, PayoutState.InFile);
        var seen = new HashSet<(TransferState, TransferState, PayoutState)> { start };
        var queue = new Queue<(TransferState A, TransferState B, PayoutState P)>([start]);
        while (queue.TryDequeue(out var at))
        {
            var next = BankTransfer
                .Moves[at.A]
                .Select(state => (state, at.B))
                .Concat(BankTransfer.Moves[at.B].Select(state => (at.A, state)));
            foreach (var (a, b) in next)
            {
                var payout = BankTransfer.Together([a, b]);
                Assert.True(payout == at.P || Payout.Moves.Allows(at.P, payout), $"{at} to {(a, b)}: {payout}");
                if (seen.Add((a, b, payout)))
                {
                    queue.Enqueue((a, b, payout));
                }
            }
        }

        Assert.True(seen.Count > 20);
    }

    [Theory]
    [InlineData(null, "RCVD", true)]
    [InlineData("ACCP", "ACSP", true)]
    [InlineData("ACSP", "ACCP", false)]
    [InlineData("ACSP", "ACSP", false)]
    [InlineData("ACSP", "RJCT", true)]
    [InlineData("PART", "RJCT", true)]
    [InlineData("ACSC", "RJCT", false)]
    [InlineData("RJCT", "ACSC", false)]
    public void A_status_never_goes_back_but_progress_may_end_in_rejection(string? before, string next, bool follows) =>
        Assert.Equal(follows, BankStatusRules.Follows(before, next));
}
