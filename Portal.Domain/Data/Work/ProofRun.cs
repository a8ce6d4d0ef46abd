using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>One proof of all promises: when, how many, and which did not hold.</summary>
internal sealed class ProofRun
{
    private ProofRun() { }

    internal ProofRun(IReadOnlyList<ProofResult> results, DateTime startedUtc, DateTime nowUtc)
    {
        (StartedUtc, FinishedUtc, Promises) = (startedUtc, nowUtc, results.Count);
        var failed = string.Join(' ', results.Where(result => !result.Ok).Select(result => result.Id).Distinct());
        Failed = Text.Cut(failed, 200);
    }

    public long Id { get; private set; }
    public DateTime StartedUtc { get; private set; }
    public DateTime FinishedUtc { get; private set; }
    public int Promises { get; private set; }

    /// <summary>The numbers of the promises that did not hold; empty when all did.</summary>
    public string Failed { get; private set; } = string.Empty;
}
