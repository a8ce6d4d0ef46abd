using Mono.Cecil;

namespace Portal.Tests.Architecture;

/// <summary>What a module shows of itself is what others may lean on: it only ever becomes less.</summary>
public sealed class SurfaceTests
{
    // Lower it when the share has fallen; it is never raised (docs/decisions/0026).
    private const int PublicPercentMax = 48;

    [Fact]
    public void Less_of_the_domain_is_public_than_before()
    {
        using var read = AssemblyDefinition.ReadAssembly(typeof(PortalDb).Assembly.Location);
        var types = read
            .MainModule.Types.Where(type =>
                type.Namespace.StartsWith("Portal.Domain", StringComparison.Ordinal) && !type.Name.StartsWith('<')
            )
            .Where(type => !type.Namespace.Contains("Migrations", StringComparison.Ordinal))
            .ToList();
        var percent = types.Count(type => type.IsPublic) * 100 / types.Count;
        Assert.InRange(percent, 1, PublicPercentMax);
    }

    /// <summary>Rows belong to their module: the context hands sets of them to nobody outside the domain, but for those that hosting reads.</summary>
    [Fact]
    public void Sets_of_the_context_stay_inside_the_domain() =>
        Assert.Equal(
            ["Mails", "WorkItems"],
            typeof(PortalDb)
                .GetProperties()
                .Where(property => property.PropertyType.Name == "DbSet`1" && property.DeclaringType == typeof(PortalDb))
                .Select(property => property.Name)
                .Order()
        );
}
