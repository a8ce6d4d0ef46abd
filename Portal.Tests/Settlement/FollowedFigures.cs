using Portal.Domain.Ledger;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;

namespace Portal.Tests.Settlement;

/// <summary>Follows every figure of a statement to the rows it opens and adds them up.</summary>
internal static class FollowedFigures
{
    /// <summary>How many figures were followed.</summary>
    public static async Task<int> Follow(World world, Actor reader, string merchant, string number, int take = 7)
    {
        var page = await world.Get<StatementService>().Page(reader, merchant, number, default);
        var followed = 0;

        async Task<List<StatementItem>> Rows(LineKind[] kinds, DateOnly? day, long expected, string figure)
        {
            // A nought is no link on the page.
            if (expected == 0 && kinds.Length > 1)
            {
                return [];
            }

            followed++;
            var rows = new List<StatementItem>();
            StatementItems items;
            long? before = null;
            do
            {
                items = await world
                    .Get<StatementItemsService>()
                    .List(reader, merchant, number, kinds, day, new PageAsk(take, Before: before), default);
                rows.AddRange(items.Page.Rows);
                before = items.Page.Older;
            } while (before is not null);

            var sum = rows.Sum(row => row.Amount.MinorUnits);
            Assert.True(sum == expected, $"{number}: {figure} says {expected}, its rows come to {sum}");
            Assert.Equal((rows.Count, sum), ((int)items.Count, items.Sum.MinorUnits));
            Assert.All(rows, row => Assert.Contains(row.Kind, kinds));
            Assert.All(rows, row => Assert.True(day is null || row.Day == day, $"{number}: {figure} has a row of {row.Day}"));
            Assert.All(rows, row => Assert.Equal(row.Day < page.Statement.PeriodFrom, row.IsLate));
            return rows;
        }

        void Counts(int said, int found, string figure) =>
            Assert.True(said == found, $"{number}: {figure} says {said} rows, {found} are opened");

        foreach (var part in page.Lines)
        {
            Counts(part.Items, (await Rows([part.Kind], null, part.AmountMinor, $"{part.Kind}")).Count, $"{part.Kind}");
        }

        foreach (var day in page.Days)
        {
            var name = FormattableString.Invariant($"{day.Day:yyyy-MM-dd}");
            Counts(day.Payments, (await Rows([LineKind.Payment], day.Day, day.GrossMinor, $"gross of {name}")).Count, $"gross of {name}");
            Counts(
                day.Refunds,
                (await Rows([LineKind.Refund], day.Day, -day.RefundMinor, $"refunds of {name}")).Count,
                $"refunds of {name}"
            );
            await Rows(LineKinds.Of(StatementColumn.Fees), day.Day, day.FeeReturnedMinor - day.FeeMinor, $"fees of {name}");
            await Rows(LineKinds.Of(StatementColumn.Other), day.Day, day.OtherMinor, $"other of {name}");
            await Rows(LineKinds.Of(StatementColumn.Reserve), day.Day, day.ReserveMinor, $"reserve of {name}");
            await Rows(Enum.GetValues<LineKind>(), day.Day, day.NetMinor, $"net of {name}");
        }

        foreach (var tax in page.Vat.Where(row => LineKinds.Of(row.Kind).Length > 0))
        {
            await Rows(LineKinds.Of(tax.Kind), null, -tax.GrossMinor, $"VAT of {tax.Kind}");
        }

        await Rows(Enum.GetValues<LineKind>(), null, page.LinesMinor, "all lines");
        return followed;
    }
}
