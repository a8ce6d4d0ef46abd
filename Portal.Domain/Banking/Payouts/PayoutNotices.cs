using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;
using Portal.Domain.Settlement;

namespace Portal.Domain.Banking;

/// <summary>What a merchant is told of its payouts: those of a day that were paid in one notice, each that came back in its own.</summary>
internal static class PayoutNotices
{
    /// <summary>So many are named; more are counted.</summary>
    private const int NamedMax = 3;

    public static async Task Paid(PortalDb db, Payout payout, DateOnly day, CancellationToken ct)
    {
        var (statement, slug) = await Facts(db, payout, ct);
        var amount = new Money(payout.AmountMinor, Currency.Of(payout.Currency));
        await db.NotifyTogether(
            string.Create(CultureInfo.InvariantCulture, $"{NoticeKind.PayoutPaid}:{payout.MerchantId}:{payout.Currency}:{day:yyyyMMdd}"),
            new Notification(
                NoticeKind.PayoutPaid,
                new NoticeThing("statement", statement, slug),
                payout.Number,
                Args([payout.Number], 1, amount)
            ),
            args => (new NoticeThing("payouts", slug, slug), More(args, payout.Number, amount)),
            db.MembersWith(payout.MerchantId, Permit.ViewStatements),
            ct
        );
    }

    public static async Task Returned(PortalDb db, Payout payout, BankTransfer transfer, CancellationToken ct)
    {
        var (statement, slug) = await Facts(db, payout, ct);
        var notification = new Notification(
            NoticeKind.PayoutReturned,
            new NoticeThing("statement", statement, slug),
            $"{NoticeKind.PayoutReturned}:{transfer.EndToEndId}",
            payout.Number,
            new Money(transfer.AmountMinor, Currency.Of(payout.Currency))
        );
        await db.Notify(notification, db.MembersWith(payout.MerchantId, Permit.ViewStatements), ct);
    }

    private static NoticeArg[] More(IReadOnlyList<NoticeArg> args, string number, Money amount)
    {
        var known = args[0].Value.Split('\n').Take(NamedMax).ToList();
        var count = int.Parse(args[2].Value, CultureInfo.InvariantCulture);
        var sum = amount.MinorUnits + long.Parse(args[1].Value.Split(' ')[0], CultureInfo.InvariantCulture);
        return Args(count < NamedMax ? [.. known.Take(count), number] : known, count + 1, new Money(sum, amount.Currency));
    }

    private static NoticeArg[] Args(IReadOnlyList<string> numbers, int count, Money sum) =>
        [
            NoticeArg.Words(
                count > numbers.Count ? [.. numbers, string.Create(CultureInfo.InvariantCulture, $"+{count - numbers.Count}")] : numbers
            ),
            sum,
            (long)count,
        ];

    private static async Task<(string Statement, string Slug)> Facts(PortalDb db, Payout payout, CancellationToken ct)
    {
        var facts = await db
            .Statements.Where(row => row.Id == payout.StatementId)
            .Join(db.Merchants, row => row.MerchantId, merchant => merchant.Id, (row, merchant) => new { row.Number, merchant.Slug })
            .SingleAsync(ct);
        return (facts.Number, facts.Slug);
    }
}
