using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Domain.Data;

namespace Portal.Domain.Audit;

internal static class AuditServices
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.TryAddSingleton(new AuditSettings());
        services.AddSingleton(provider =>
            AuditChain.Of(provider.GetRequiredService<AuditSettings>(), provider.GetRequiredService<DatabaseSettings>().DataDirectory)
        );
        services.AddSingleton<AuditAnchors>();
        services.AddInner<FileTrail>();
        services.AddSingleton<RefusalTrail>();
        services.AddInner<AuditKeepingService>();
        services.AddSingleton<IProof, ChainIsWhole>();
        services.AddSingleton<IProof, RowsAreSealed>();
    }
}
