namespace Portal.Domain.Payments;

/// <summary>
/// One walk through a file, line by line: what it found last, and at the end what it all came to. A format that walks this way has its
/// reading, its rows and its movements from the same code.
/// </summary>
internal abstract class BillScan(BillProblems problems) : IDisposable
{
    protected BillProblems Problems { get; } = problems;

    public BillRow? Row { get; protected set; }

    public MovementRow? Movement { get; protected set; }

    /// <summary>Takes the next record; false at the end.</summary>
    public abstract bool Step();

    public abstract BillReading Finish();

    public virtual void Dispose() { }

    public void Clear() => (Row, Movement) = (null, null);
}
