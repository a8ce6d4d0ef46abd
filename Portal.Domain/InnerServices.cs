using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain;

internal static class InnerServices
{
    /// <summary>
    /// A service that is public while what it is made of is its module's own affair: its one constructor is internal. The container calls
    /// public ones only, so it is told how.
    /// </summary>
    public static void AddInner<T>(this IServiceCollection services)
        where T : class
    {
        var made = typeof(T).GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic).Single(one => one.IsAssembly);
        var parts = made.GetParameters();
        services.AddSingleton(provider =>
            (T)
                made.Invoke(
                    BindingFlags.DoNotWrapExceptions,
                    binder: null,
                    [.. parts.Select(part => provider.GetRequiredService(part.ParameterType))],
                    culture: null
                )
        );
    }
}
