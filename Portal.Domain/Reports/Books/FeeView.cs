using Portal.Domain.Fees;
using Portal.Domain.Kernel;

namespace Portal.Domain.Reports;

/// <summary>
/// A stored fee worked out again from its inputs and its rule's version. <see cref="Replayed"/> is the tick: every figure came out as it is
/// stored.
/// </summary>
public sealed record FeeView(
    FeeKind Kind,
    string Number,
    DateTime AtUtc,
    Channel? Channel,
    Money Stored,
    FeeRuleRef? Rule,
    FeeWhy? Why,
    WaiverView? Waiver,
    IReadOnlyList<FeeReturnView> Returns,
    bool Replayed
);
