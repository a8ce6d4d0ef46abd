using System.Data.Common;
using Portal.Domain.Kernel;

namespace Portal.Domain.Settlement;

/// <summary>A merchant that a run could not settle; the others went on. Solved when a later try went through.</summary>
internal sealed class SettlementFailure
{
    public const int DetailMax = 500;

    private SettlementFailure() { }

    public long Id { get; private set; }
    public long RunId { get; private set; }
    public long MerchantId { get; private set; }
    public FailureCause Cause { get; private set; }
    public string Detail { get; private set; } = string.Empty;
    public int Attempts { get; private set; }
    public DateTime LastUtc { get; private set; }
    public DateTime? SolvedUtc { get; private set; }

    internal static SettlementFailure Of(long runId, long merchantId) => new() { RunId = runId, MerchantId = merchantId };

    internal void Failed(Exception fault, DateTime nowUtc)
    {
        Cause = CauseOf(fault);
        Detail = DetailOf(fault);
        Attempts++;
        (LastUtc, SolvedUtc) = (nowUtc, null);
    }

    internal void Solved(DateTime nowUtc) => SolvedUtc = nowUtc;

    // The outermost only says that something could not be saved.
    internal static string DetailOf(Exception fault) => Text.Cut(fault.GetBaseException().Message, DetailMax);

    internal static FailureCause CauseOf(Exception fault) =>
        fault switch
        {
            InvariantViolatedException { Id: "I-07" } => FailureCause.Calendar,
            InvariantViolatedException => FailureCause.BooksDisagree,
            OverflowException => FailureCause.TooLarge,
            DbException { IsTransient: true } or TimeoutException => FailureCause.DatabaseBusy,
            { InnerException: { } inner } => CauseOf(inner),
            _ => FailureCause.Unexpected,
        };
}
