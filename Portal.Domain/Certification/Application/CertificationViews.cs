using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

public sealed record RemarkView(int Round, RemarkSubject Subject, string Text, string ByName, DateTime AtUtc);

public sealed record EventView(CaseEventKind Kind, string? ByName, DateTime AtUtc, string? Detail);

public sealed record VerdictView(ChecklistItem Item, bool? Passed, string Note);

/// <summary>One value held against its document: the same, another (and what it says there), or not looked at yet.</summary>
public sealed record ReadingView(FactField Field, bool? Same, string Says);

/// <summary>A decision that may still be taken back.</summary>
public sealed record PendingView(DecisionKind Kind, string ByName, bool IsMine, DateTime EffectiveUtc);

public sealed record ReceiptView(string Number, Money Fee, Money Waived, DateTime IssuedUtc);

/// <summary>The fee of one attempt: what it costs and what of it is waived.</summary>
public sealed record CertificationFee(Money Amount, bool IsWaived)
{
    /// <summary>So much an attempt, by the policy in force, kept whatever the outcome; government bodies pay nothing.</summary>
    public static CertificationFee Of(EntityType type, Money amount) => new(amount, type == EntityType.Government);
}

public sealed record ReviewQueue(IReadOnlyList<QueueRow> Mine, IReadOnlyList<QueueRow> Unclaimed, int DecidedToday, int Waiting);
