using Portal.Domain.Accounts;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;

namespace Portal.Tests.Messaging;

public sealed class QuotaRulesTests
{
    private static readonly SettlementZone Zone = SettlementZone.Default;

    [Fact]
    public void A_subscription_account_has_one_broadcast_a_business_day()
    {
        var lateEvening = new DateTime(2026, 11, 22, 15, 59, 0, DateTimeKind.Utc);
        var day = QuotaRules.PeriodOf(AccountType.Subscription, lateEvening, Zone, PolicySet.Standard);
        Assert.Equal(new QuotaPeriod("D2026-11-22", 1, new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 23)), day);
        Assert.Equal("D2026-11-23", QuotaRules.PeriodOf(AccountType.Subscription, lateEvening.AddMinutes(1), Zone, PolicySet.Standard).Key);
    }

    [Fact]
    public void A_service_account_has_four_broadcasts_a_calendar_month_of_the_settlement_zone()
    {
        var lastMinute = new DateTime(2026, 11, 30, 15, 59, 0, DateTimeKind.Utc);
        var month = QuotaRules.PeriodOf(AccountType.Service, lastMinute, Zone, PolicySet.Standard);
        Assert.Equal(new QuotaPeriod("M2026-11", 4, new DateOnly(2026, 11, 1), new DateOnly(2026, 12, 1)), month);
        Assert.Equal("M2026-12", QuotaRules.PeriodOf(AccountType.Service, lastMinute.AddMinutes(1), Zone, PolicySet.Standard).Key);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("1", 2)]
    [InlineData("1,3", 2)]
    [InlineData("2,3,4", 1)]
    [InlineData("1,2,3,4", null)]
    public void The_lowest_free_slot_is_taken(string taken, int? expected)
    {
        var period = QuotaRules.PeriodOf(AccountType.Service, new DateOnly(2026, 11, 22), 4);
        var held = taken.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToList();
        Assert.Equal(expected, QuotaRules.FreeSlot(period, held));
    }

    [Fact]
    public void Every_state_has_a_row_and_only_ends_lead_nowhere()
    {
        Assert.Equal([MessageState.Recalled, MessageState.Cancelled], Enum.GetValues<MessageState>().Where(MessageStates.Moves.IsOver));
        var reached = new HashSet<MessageState> { MessageState.Draft };
        for (var before = 0; before != reached.Count; )
        {
            before = reached.Count;
            reached.UnionWith(reached.SelectMany(state => MessageStates.Moves[state]).ToList());
        }

        Assert.Equal(Enum.GetValues<MessageState>().Length, reached.Count);
    }

    [Fact]
    public void A_move_outside_the_table_is_refused()
    {
        MessageStates.Check(MessageState.Draft, MessageState.Checking);
        var refusal = Assert.Throws<Refusal>(() => MessageStates.Check(MessageState.Sent, MessageState.Sending));
        Assert.Equal(MessagingRefusals.MoveNotAllowed, refusal.Code);
    }
}
