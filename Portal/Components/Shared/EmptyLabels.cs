using Portal.Components.Messaging;
using Portal.Components.Settlement;
using Portal.Domain.Approvals;
using Portal.Domain.Certification;
using Portal.Domain.Data;
using Portal.Domain.Messaging;
using Portal.Domain.Payments;
using Portal.Domain.Settlement;
using Portal.Resources;

namespace Portal.Components.Shared;

/// <summary>What a list without rows says: that, and why or what to do.</summary>
public sealed record Nothing(string Title, string? Text);

/// <summary>
/// What every list with tabs or filters says when it has no rows. An empty tab says what would be in it and never what would be in another; a
/// filter that finds nothing says so, and not that there is nothing.
/// </summary>
public static class EmptyLabels
{
    public static Nothing Bills(BillState? tab) =>
        tab is not { } state
            ? new(PaymentsTexts.BillsEmptyTitle, PaymentsTexts.BillsEmptyText)
            : state switch
            {
                BillState.Held => new(PaymentsTexts.BillsEmptyHeld, PaymentsTexts.BillsEmptyHeldText),
                BillState.Posting => new(PaymentsTexts.BillsEmptyPosting, PaymentsTexts.BillsEmptyPostingText),
                BillState.Posted => new(PaymentsTexts.BillsEmptyPosted, PaymentsTexts.BillsEmptyPostedText),
                BillState.Rejected => new(PaymentsTexts.BillsEmptyRejected, PaymentsTexts.BillsEmptyRejectedText),
            };

    public static Nothing Exceptions(ExceptionFilter tab) =>
        tab switch
        {
            ExceptionFilter.Open => new(PaymentsTexts.ExceptionsEmptyTitle, PaymentsTexts.ExceptionsEmptyText),
            ExceptionFilter.Mine => new(PaymentsTexts.ExceptionsEmptyMine, PaymentsTexts.ExceptionsEmptyMineText),
            ExceptionFilter.All => new(PaymentsTexts.ExceptionsEmptyAll, PaymentsTexts.ExceptionsEmptyAllText),
        };

    public static Nothing Payments(bool filtered) =>
        filtered ? new(PaymentsTexts.NoMatchTitle, PaymentsTexts.NoMatchText) : new(PaymentsTexts.EmptyTitle, PaymentsTexts.EmptyText);

    /// <summary>Work of the background: what is open, or of one state.</summary>
    public static Nothing Work(WorkState? tab) =>
        tab is not { } state
            ? new(AdminTexts.WorkEmpty, AdminTexts.WorkEmptyText)
            : state switch
            {
                WorkState.Waiting => new(AdminTexts.WorkEmptyWaiting, AdminTexts.WorkEmptyWaitingText),
                WorkState.Running => new(AdminTexts.WorkEmptyRunning, AdminTexts.WorkEmptyRunningText),
                WorkState.Done => new(AdminTexts.WorkEmptyDone, AdminTexts.WorkEmptyDoneText),
                WorkState.Failed => new(AdminTexts.WorkEmptyFailed, AdminTexts.WorkEmptyFailedText),
            };

    public static Nothing People(bool staff, bool searched) =>
        (staff, searched) switch
        {
            (false, false) => new(AdminTexts.PeopleEmpty, AdminTexts.PeopleEmptyText),
            (true, false) => new(AdminTexts.StaffEmpty, AdminTexts.StaffEmptyText),
            (false, true) => new(AdminTexts.PeopleNotFound, AdminTexts.PeopleNotFoundText),
            (true, true) => new(AdminTexts.StaffNotFound, AdminTexts.StaffNotFoundText),
        };

    public static Nothing Merchants(bool searched) =>
        searched ? new(AdminTexts.MerchantsNotFound, AdminTexts.MerchantsNotFoundText) : new(TermsTexts.EmptyTitle, TermsTexts.EmptyText);

    public static Nothing Messages(MessageView tab, bool searched) =>
        searched
            ? new(Fmt.Text(MessagingTexts.NoneMatch, MessageLabels.View(tab)), MessagingTexts.NoneMatchText)
            : new(
                Fmt.Text(MessagingTexts.EmptyTitle, MessageLabels.View(tab)),
                tab switch
                {
                    MessageView.Draft => MessagingTexts.EmptyDrafts,
                    MessageView.Scheduled => MessagingTexts.EmptyScheduled,
                    MessageView.Sent => MessagingTexts.EmptySent,
                    MessageView.Failed => MessagingTexts.EmptyFailed,
                }
            );

    public static Nothing Followers(bool filtered) =>
        filtered
            ? new(MessagingTexts.NoFollowerMatchTitle, MessagingTexts.FollowerSearchHint)
            : new(MessagingTexts.NoFollowersTitle, MessagingTexts.NoFollowersText);

    public static Nothing Notices(bool unread, bool filtered) =>
        (unread, filtered) switch
        {
            (false, false) => new(NoticesTexts.Empty, NoticesTexts.EmptyText),
            (true, false) => new(NoticesTexts.EmptyUnread, NoticesTexts.EmptyUnreadText),
            (false, true) => new(NoticesTexts.EmptyGroup, NoticesTexts.EmptyGroupText),
            (true, true) => new(NoticesTexts.EmptyUnreadGroup, NoticesTexts.EmptyUnreadGroupText),
        };

    public static Nothing Payouts(PayoutState? tab) =>
        tab is { } state
            ? new(Fmt.Text(BankingTexts.PayoutsEmptyOf, MoneyLabels.Payout(state).Text), BankingTexts.PayoutsEmptyOfText)
            : new(BankingTexts.PayoutsEmptyTitle, BankingTexts.PayoutsEmptyText);

    /// <param name="tab">mine, settled, or anything else for the open ones.</param>
    public static Nothing Differences(string? tab, bool filtered) =>
        (tab, filtered) switch
        {
            ("settled", false) => new(BankingTexts.SettledEmptyTitle, BankingTexts.SettledEmptyText),
            ("settled", true) => new(BankingTexts.SettledFilteredTitle, BankingTexts.FilteredEmptyText),
            ("mine", false) => new(BankingTexts.MineEmptyTitle, BankingTexts.MineEmptyText),
            ("mine", true) => new(BankingTexts.MineFilteredTitle, BankingTexts.FilteredEmptyText),
            (_, false) => new(BankingTexts.DifferencesEmptyTitle, BankingTexts.DifferencesEmptyText),
            (_, true) => new(BankingTexts.FilteredEmptyTitle, BankingTexts.FilteredEmptyText),
        };

    /// <summary>The reviewers' queue: what waits at all, and with whom, decides what an empty tab means.</summary>
    public static Nothing Cases(bool mine, ReviewQueue queue)
    {
        if (queue.Waiting == 0)
        {
            return new(CertificationTexts.QueueEmptyTitle, Fmt.Text(CertificationTexts.QueueEmptyText, Fmt.Count(queue.DecidedToday)));
        }

        var others = Fmt.Count(queue.Waiting - queue.Mine.Count - queue.Unclaimed.Count);
        return (mine, queue.Unclaimed.Count > 0) switch
        {
            (true, true) => new(
                CertificationTexts.QueueEmptyMine,
                Fmt.Text(CertificationTexts.QueueEmptyMineText, Fmt.Count(queue.Unclaimed.Count))
            ),
            (true, false) => new(CertificationTexts.QueueEmptyMine, Fmt.Text(CertificationTexts.QueueEmptyOthersText, others)),
            (false, _) => new(
                CertificationTexts.QueueEmptyUnclaimed,
                Fmt.Text(CertificationTexts.QueueEmptyUnclaimedText, Fmt.Count(queue.Mine.Count), others)
            ),
        };
    }

    public static Nothing Approvals(ApprovalView tab, bool filtered) =>
        (tab, filtered) switch
        {
            (ApprovalView.ForMe, false) => new(ApprovalsTexts.EmptyForMe, ApprovalsTexts.EmptyForMeText),
            (ApprovalView.Mine, false) => new(ApprovalsTexts.EmptyMine, ApprovalsTexts.EmptyMineText),
            (ApprovalView.Decided, false) => new(ApprovalsTexts.EmptyDecided, ApprovalsTexts.EmptyDecidedText),
            (ApprovalView.ForMe, true) => new(ApprovalsTexts.EmptyForMeOfKind, ApprovalsTexts.EmptyOfKindText),
            (ApprovalView.Mine, true) => new(ApprovalsTexts.EmptyMineOfKind, ApprovalsTexts.EmptyOfKindText),
            (ApprovalView.Decided, true) => new(ApprovalsTexts.EmptyDecidedOfKind, ApprovalsTexts.EmptyOfKindText),
        };

    /// <summary>Finance's statements: all, those that end on a day, or those that one run closed.</summary>
    public static Nothing Statements(bool ofDay, bool ofRun) =>
        (ofDay, ofRun) switch
        {
            (_, true) => new(FinanceTexts.StatementsEmptyRun, FinanceTexts.StatementsEmptyRunText),
            (true, false) => new(FinanceTexts.StatementsEmptyDay, FinanceTexts.StatementsEmptyDayText),
            (false, false) => new(FinanceTexts.StatementsEmptyTitle, FinanceTexts.StatementsEmptyText),
        };

    public static Nothing Terms(bool stopped) =>
        stopped ? new(TermsTexts.StoppedNoneTitle, TermsTexts.StoppedNoneText) : new(TermsTexts.EmptyTitle, TermsTexts.EmptyText);

    public static Nothing LedgerAccounts(bool searched) =>
        searched
            ? new(LedgerTexts.AccountsNotFound, LedgerTexts.AccountsNotFoundText)
            : new(FinanceTexts.LedgerEmptyTitle, FinanceTexts.LedgerEmptyText);

    public static Nothing LedgerEntries(bool ofPeriod) =>
        ofPeriod ? new(LedgerTexts.NoEntries, LedgerTexts.NoEntriesText) : new(LedgerTexts.NoEntriesYet, LedgerTexts.NoEntriesYetText);

    public static Nothing Directory(bool searched) =>
        new(searched ? WalletTexts.NoneFound : WalletTexts.NoAccounts, searched ? WalletTexts.NoneFoundText : null);
}
