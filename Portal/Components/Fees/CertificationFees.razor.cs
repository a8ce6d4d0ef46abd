using Microsoft.AspNetCore.Components;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Components.Fees;

/// <summary>What certification costs: a policy, shown here so that all fees are on one page.</summary>
public sealed partial class CertificationFees
{
    private Money amount = CertificationPolicies.CertificationFeeYuan.Standard;

    [Inject]
    public required PolicyNumbers Numbers { get; init; }

    protected override async Task OnInitializedAsync() =>
        amount = await Numbers.Now(CertificationPolicies.CertificationFeeYuan, CancellationToken.None);
}
