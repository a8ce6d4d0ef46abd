using Portal.Domain.Approvals;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Settlement;

/// <summary>What owners are told when where they are paid is about to move, and when it has; by mail, whatever they chose.</summary>
internal static class BankNotices
{
    public static Notification Proposed(Merchant merchant, Actor by, BankAccount row, Approval approval) =>
        new(
            NoticeKind.BankAccountProposed,
            Thing(merchant),
            $"bank-account-proposed:{approval.Number}",
            merchant.DisplayName,
            by.Name,
            row.Last4,
            approval.Number
        );

    /// <param name="fromUtc">When payouts leave for it again.</param>
    public static Notification Changed(Merchant merchant, Actor by, BankAccount row, DateTime fromUtc) =>
        new(
            NoticeKind.BankAccountChanged,
            Thing(merchant),
            System.FormattableString.Invariant($"bank-account:{row.Id}"),
            merchant.DisplayName,
            by.Name,
            row.Last4,
            fromUtc
        );

    private static NoticeThing Thing(Merchant merchant) => new("bank-account", merchant.Slug, merchant.Slug);
}
