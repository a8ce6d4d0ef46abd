using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Domain.Approvals;
using Portal.Domain.Data;

namespace Portal.Domain;

internal static class ApprovalServices
{
    /// <summary>The engine and the kinds that belong to nobody else; a module registers its own.</summary>
    public static void AddApprovals(this IServiceCollection services)
    {
        services.TryAddSingleton(new ApprovalSettings());
        services.AddInner<ApprovalRequests>();
        services.AddSingleton<MoneyActRequests>();
        services.AddSingleton<ApprovalChecks>();
        services.AddInner<ApprovalService>();
        services.AddInner<ApprovalListService>();
        services.AddInner<RoleGrantService>();
        services.AddSingleton<PersonLinkService>();
        services.AddSingleton<IApprovalHandler, PersonUnlinkApproval>();
        services.AddSingleton<MemberRoleKind>();
        services.AddSingleton<IApprovalHandler>(provider => provider.GetRequiredService<MemberRoleKind>());
        services.AddSingleton<IApprovalHandler, StaffRoleKind>();
        services.AddSingleton<IProof, ApprovalsHold>();
        services.AddSingleton<IProof, Reports.MoneyActsHold>();
    }
}
