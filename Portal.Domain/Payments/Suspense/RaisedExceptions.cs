using Portal.Domain.Data;

namespace Portal.Domain.Payments;

/// <summary>Exception items of one slice, gathered and inserted together.</summary>
internal sealed class RaisedExceptions(Bill bill, DateTime nowUtc)
{
    private readonly List<ExceptionItem> _items = [];

    public void Add(ExceptionKind kind, BillRow row, GatewayAccount account, string reference, long amountMinor, DateOnly day) =>
        Add(kind, row.Line, account, reference, amountMinor, day);

    public void Add(ExceptionKind kind, int line, GatewayAccount account, string reference, long amountMinor, DateOnly day) =>
        _items.Add(ExceptionItem.Raise(kind, bill, line, account, (reference, amountMinor), day, nowUtc));

    public Task Insert(PortalDb db, CancellationToken ct) => Bulk.Insert(db, _items, ct);
}
