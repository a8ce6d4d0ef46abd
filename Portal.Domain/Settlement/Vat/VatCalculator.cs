using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;

namespace Portal.Domain.Settlement;

/// <summary>
/// Works the VAT of statements out of what is frozen: their lines, the adjustments that stand on them, and the rate of their last day. So
/// it is the same before and after it is posted, on every server.
/// </summary>
internal static class VatCalculator
{
    public static async Task<VatRateHistory> Rates(PortalDb db, CancellationToken ct) =>
        new(await db.VatRates.AsNoTracking().Where(rate => rate.State == VatRateState.Agreed).ToListAsync(ct));

    /// <summary>The lines of these statements that are not zero, in order; none for days before the first rate.</summary>
    public static async Task<List<VatFigures>> Of(
        PortalDb db,
        IReadOnlyCollection<Statement> statements,
        VatRateHistory rates,
        CancellationToken ct
    )
    {
        long[] ids = [.. statements.Select(row => row.Id)];
        var gross = new Dictionary<(long StatementId, VatKind Kind), long>();
        void Add(long statement, VatKind kind, long minor) => gross[(statement, kind)] = gross.GetValueOrDefault((statement, kind)) + minor;

        var lines = await db
            .StatementLines.Where(line => EF.Parameter(ids).Contains(line.StatementId))
            .GroupBy(line => new { line.StatementId, line.Kind })
            .Select(group => new { group.Key, Sum = group.Sum(line => line.AmountMinor) })
            .ToListAsync(ct);
        foreach (var line in lines)
        {
            if (VatFigures.KindOf(line.Key.Kind) is { } kind)
            {
                Add(line.Key.StatementId, kind, -line.Sum);
            }
        }

        var corrections = await db
            .StatementEntries.Where(entry => EF.Parameter(ids).Contains(entry.StatementId))
            .Join(
                db.Adjustments.Where(row => row.Account == AdjustmentAccount.PaymentFees),
                entry => (long?)entry.EntryId,
                row => row.EntryId,
                (entry, row) => new { entry.StatementId, row.AmountMinor }
            )
            .ToListAsync(ct);
        foreach (var row in corrections)
        {
            Add(row.StatementId, VatKind.FeeCorrection, -row.AmountMinor);
        }

        var figures = new List<VatFigures>();
        foreach (var row in statements.OrderBy(row => row.Id))
        {
            if (rates.On(row.PeriodTo) is not { } rate)
            {
                continue;
            }

            foreach (var kind in Enum.GetValues<VatKind>())
            {
                if (gross.GetValueOrDefault((row.Id, kind)) is var minor and not 0)
                {
                    figures.Add(
                        new VatFigures(row.Id, kind, row.MerchantId, row.Currency, row.PeriodTo, minor, rate.Id, rate.PartsPerMillion)
                    );
                }
            }
        }

        return figures;
    }
}
