using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Identity;

internal static class OrganisationServices
{
    /// <summary>People of organisations and of the operator: who belongs where, who asked whom, who looked.</summary>
    public static void AddOrganisations(this IServiceCollection services)
    {
        services.AddSingleton<MembershipService>();
        services.AddSingleton<InvitationService>();
        services.AddSingleton<CustomRoleService>();
        services.AddSingleton<AccessLogService>();
        services.AddSingleton<SupportViewService>();
        services.AddSingleton<StaffService>();
        services.AddSingleton<GrantersService>();
    }
}
