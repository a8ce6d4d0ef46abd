using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Data;

/// <summary>The version of the Identity tables (3 has passkeys). The Identity context asks its application services for it, not its own property.</summary>
internal static class IdentitySchema
{
    public static IServiceProvider Services { get; } =
        new ServiceCollection()
            .Configure<IdentityOptions>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.Stores.MaxLengthForKeys = 128;
            })
            .BuildServiceProvider();
}
