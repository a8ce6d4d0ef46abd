using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Settlement;

namespace Portal.Domain.Banking;

/// <summary>One payout with the account it would go to, or why it cannot.</summary>
internal sealed record PlanLine(Payout Payout, BankAccount? Account, PayoutHurdle? Hurdle, PayoutProgress Progress);

/// <summary>What a batch would pay, to whom: recomputed whenever it counts, so that an account changed meanwhile changes the hash.</summary>
internal sealed record PayoutPlan(IReadOnlyList<PlanLine> Lines)
{
    public long TotalMinor => Lines.Sum(line => line.Payout.AmountMinor);

    public string Hash { get; } = HashOf(Lines);

    /// <summary>
    /// The holder must be the legal name as it is now. Another name goes only where a second person agreed to the account and was told that
    /// it differs (BankAccountKind shows it); an account installed without a second person does not count.
    /// </summary>
    public static async Task<PayoutPlan> Of(
        PortalDb db,
        IReadOnlyList<Payout> payouts,
        string? currency,
        DateTime nowUtc,
        CancellationToken ct
    )
    {
        var merchantIds = payouts.Select(payout => payout.MerchantId).Distinct().ToArray();
        var names = await db
            .Merchants.Where(row => EF.Parameter(merchantIds).Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.LegalName, ct);
        var accounts = await db
            .BankAccounts.AsNoTracking()
            .Where(row => row.State == BankAccountState.InForce && EF.Parameter(merchantIds).Contains(row.MerchantId))
            .ToDictionaryAsync(row => row.MerchantId, ct);
        var stopped = await PayoutHold.Stopped(db, merchantIds, nowUtc, ct);
        var ids = accounts.Values.Select(row => row.Id).ToArray();
        var agreed = await db
            .ApprovalEffects.Where(row => row.Kind == BankAccountApproval.KindName && EF.Parameter(ids).Contains(row.SubjectId))
            .Select(row => row.SubjectId)
            .ToHashSetAsync(ct);
        return new PayoutPlan([.. payouts.OrderBy(payout => payout.Number, StringComparer.Ordinal).Select(Line)]);

        PlanLine Line(Payout payout)
        {
            var account = accounts.GetValueOrDefault(payout.MerchantId);
            PayoutHurdle? hurdle =
                account is null ? PayoutHurdle.NoAccount
                : !BankAccountRules.SameName(account.Holder, names[payout.MerchantId])
                && !(account.HolderDiffers && agreed.Contains(account.Id))
                    ? PayoutHurdle.HolderDiffers
                : stopped.Contains(payout.MerchantId) ? PayoutHurdle.Stopped
                : payout.IsHeld(nowUtc) || account.HoldUntilUtc > nowUtc ? PayoutHurdle.OnHold
                : currency is not null && payout.Currency != currency ? PayoutHurdle.OtherCurrency
                : null;
            var standing = PayoutProgresses.Of(
                payout.State,
                stopped.Contains(payout.MerchantId),
                payout.IsHeld(nowUtc) || account?.HoldUntilUtc > nowUtc
            );
            return new PlanLine(payout, account, hurdle, standing);
        }
    }

    /// <summary>The parts in which an amount leaves: as few as the limit allows, as even as fen allow.</summary>
    public static long[] Split(long amountMinor, long maxMinor)
    {
        var parts = (int)((amountMinor + maxMinor - 1) / maxMinor);
        return Kernel.Rounding.LargestRemainder(amountMinor, [.. Enumerable.Repeat(1L, Math.Max(1, parts))]);
    }

    /// <summary>
    /// Binds all that a second person is shown of a line: payee, bank, last digits, amount, and what keeps it. The payee's name comes with
    /// its length, so that no two lists read the same.
    /// </summary>
    private static string HashOf(IReadOnlyList<PlanLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            var (payout, to) = (line.Payout, line.Account);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{payout.Number};{payout.MerchantId};{payout.AmountMinor};{payout.Currency};{to?.Id ?? 0};{to?.Holder.Length ?? 0}:{to?.Holder};{to?.BankCode};{to?.Last4};{line.Hurdle}\n"
            );
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
