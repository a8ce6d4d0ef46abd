namespace Portal.Domain.Reports;

/// <summary>How many lines of a workbook are written; ends the writing when the server stops.</summary>
internal sealed class WorkbookProgress(CancellationToken ct)
{
    private long _done;

    public long Done => Volatile.Read(ref _done);

    public void Line()
    {
        ct.ThrowIfCancellationRequested();
        Volatile.Write(ref _done, _done + 1);
    }
}
