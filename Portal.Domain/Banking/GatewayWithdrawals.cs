using Portal.Domain.Data;

namespace Portal.Domain.Banking;

/// <summary>Which bank lines are money a gateway paid out to us.</summary>
internal static class GatewayWithdrawals
{
    public static Task<IReadOnlySet<long>> Of(
        PortalDb db,
        IReadOnlyList<BankLine> lines,
        IReadOnlyList<BankLineDetail> details,
        CancellationToken ct
    ) => Task.FromResult<IReadOnlySet<long>>(new HashSet<long>());
}
