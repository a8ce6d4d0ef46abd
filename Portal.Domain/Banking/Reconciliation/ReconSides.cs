using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>What is chosen to be matched, added up by side; pure.</summary>
internal sealed record ReconSides(ReconPair Pair, string Currency, IReadOnlyList<ReconItem> Items)
{
    public long OursMinor => Items.Where(item => item.Side == ReconSide.Ours).Sum(item => item.AmountMinor);

    public long TheirsMinor => Items.Where(item => item.Side == ReconSide.Theirs).Sum(item => item.AmountMinor);

    /// <summary>Theirs − ours: below zero when the bank kept something, above when it gave too much.</summary>
    public long DifferenceMinor => TheirsMinor - OursMinor;

    public bool MayBeFee => Pair == ReconPair.Bank && DifferenceMinor < 0 && Items.Any(item => item.Side == ReconSide.Theirs);

    /// <exception cref="Refusal">Fewer than two or too many; of two comparisons or currencies; only lines of ours.</exception>
    public static ReconSides Of(IReadOnlyList<ReconItem> items)
    {
        Refusal.Unless(items.Count >= 2, BankingRefusals.MatchTooFew);
        Refusal.Unless(items.Count <= ReconMatch.ItemsMax, BankingRefusals.MatchTooMany, ReconMatch.ItemsMax);
        var (pair, currency) = (items[0].Pair, items[0].Currency);
        var stranger = items.FirstOrDefault(item => item.Pair != pair || item.Currency != currency);
        Refusal.Unless(stranger is null, BankingRefusals.MatchMixed, stranger?.Reference ?? string.Empty);
        Refusal.Unless(items.Any(item => item.Side == ReconSide.Theirs), BankingRefusals.MatchOneSide);
        return new ReconSides(pair, currency, items);
    }

    /// <summary>The fee that closes the difference, or a refusal that says what is missing.</summary>
    /// <exception cref="Refusal">The sides differ and no fee is to be booked, or the difference is none.</exception>
    public long FeeFor(bool asFee)
    {
        if (DifferenceMinor == 0)
        {
            return 0;
        }

        var difference = new Money(DifferenceMinor, Kernel.Currency.Of(Currency));
        Refusal.Unless(MayBeFee, BankingRefusals.MatchDiffers, difference);
        Refusal.Unless(asFee, BankingRefusals.MatchNeedsFee, -difference);
        return -DifferenceMinor;
    }
}
