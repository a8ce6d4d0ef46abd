using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

internal sealed class StatementSums
{
    public DateOnly FirstDay { get; private set; } = DateOnly.MaxValue;
    public long Gross { get; private set; }
    public long Refund { get; private set; }
    public long Fee { get; private set; }
    public long FeeReturned { get; private set; }
    public long Other { get; private set; }
    public long ReserveHeld { get; private set; }
    public long ReserveReleased { get; private set; }
    public int Payments { get; private set; }
    public int Refunds { get; private set; }
    public long Lines => Gross - Refund - Fee + FeeReturned + Other - ReserveHeld + ReserveReleased;
    public SortedDictionary<(DateOnly Day, LineKind Kind), (int Items, long Amount)> ByDay { get; } = [];

    public void Add(LineKind kind, DateOnly day, int items, long amount)
    {
        FirstDay = day < FirstDay ? day : FirstDay;
        var (count, sum) = ByDay.GetValueOrDefault((day, kind));
        ByDay[(day, kind)] = (count + items, sum + amount);
        switch (kind)
        {
            case LineKind.Payment:
                Gross += amount;
                Payments += items;
                break;
            case LineKind.Refund:
                Refund -= amount;
                Refunds += items;
                break;
            case LineKind.Fee:
                Fee -= amount;
                break;
            case LineKind.FeeReturn:
                FeeReturned += amount;
                break;
            case LineKind.CertificationFee:
            case LineKind.Adjustment:
            case LineKind.FeeWaiver:
            case LineKind.RefundFee:
            case LineKind.PayoutFee:
            case LineKind.MonthlyFee:
                Other += amount;
                break;
            case LineKind.ReserveHold:
                ReserveHeld -= amount;
                break;
            case LineKind.ReserveRelease:
                ReserveReleased += amount;
                break;
            default:
                throw new InvalidOperationException($"No place for {kind} on a statement.");
        }
    }
}
