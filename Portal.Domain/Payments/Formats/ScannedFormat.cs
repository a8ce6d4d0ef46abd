using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>A format read by a <see cref="BillScan"/>.</summary>
internal abstract class ScannedFormat : IBillFormat
{
    public abstract string Name { get; }

    public abstract string ProviderOf(BillOptions options);

    /// <summary>Opens the file for one walk; null when it is not a bill of this kind, with the reason among the problems.</summary>
    protected abstract BillScan? Open(Stream stream, FileFacts facts, BillOptions options, BillProblems problems);

    public BillReading Read(
        Stream stream,
        FileFacts facts,
        BillOptions options,
        Action<BillRow>? onRow = null,
        Action<MovementRow>? onMovement = null
    )
    {
        var problems = new BillProblems();
        stream.Position = 0;
        using var scan = Open(stream, facts, options, problems);
        if (scan is null || problems.Any)
        {
            return BillReading.Nothing(problems);
        }

        while (scan.Step())
        {
            Tell(scan, onRow, onMovement);
        }

        return scan.Finish();
    }

    public IEnumerable<BillItem> Items(Stream stream, FileFacts facts, BillOptions options)
    {
        var problems = new BillProblems();
        stream.Position = 0;
        using var scan = Open(stream, facts, options, problems);
        Invariant.Hold("I-13", scan is not null && !problems.Any, "A validated bill no longer has its header.");
        while (scan!.Step())
        {
            Invariant.Hold("I-13", !problems.Any, "A validated bill has a problem now.");
            if (scan.Row is not null || scan.Movement is not null)
            {
                yield return new BillItem(scan.Row, scan.Movement);
                scan.Clear();
            }
        }
    }

    private static void Tell(BillScan scan, Action<BillRow>? onRow, Action<MovementRow>? onMovement)
    {
        if (scan.Row is { } row)
        {
            onRow?.Invoke(row);
        }

        if (scan.Movement is { } movement)
        {
            onMovement?.Invoke(movement);
        }

        scan.Clear();
    }
}
