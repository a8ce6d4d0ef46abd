using Portal.Domain.Data;

namespace Portal.Domain.Payments;

/// <summary>Exception items of one slice, gathered and inserted together.</summary>
internal sealed class RaisedExceptions(Bill bill, DateTime nowUtc)
{
    private readonly List<object?[]> _rows = [];

    public void Add(ExceptionKind kind, BillRow row, GatewayAccount account, string reference, long amountMinor, DateOnly day) =>
        Add(kind, row.Line, account, reference, amountMinor, day);

    public void Add(ExceptionKind kind, int line, GatewayAccount account, string reference, long amountMinor, DateOnly day) =>
        _rows.Add([0L, kind.ToString(), bill.Id, line, account.Id, reference, amountMinor, bill.Currency, day, Bulk.Micros(nowUtc), 1]);

    public async Task Insert(PortalDb db, CancellationToken ct)
    {
        var ids = _rows.Count == 0 ? [] : await Bulk.ReserveIds(db, "ExceptionItems", _rows.Count, ct);
        for (var i = 0; i < ids.Length; i++)
        {
            _rows[i][0] = ids[i];
        }

        await Bulk.Insert(db, "ExceptionItems", ExceptionItem.Columns, _rows, ct);
    }
}
