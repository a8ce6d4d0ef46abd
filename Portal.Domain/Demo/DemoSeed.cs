using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Kernel;

namespace Portal.Domain.Demo;

/// <summary>The door to made-up data, for the start of a demo site and for the operator's shell. What makes it stays behind the door.</summary>
public static class DemoSeed
{
    /// <summary>Who has a button of the demo strip, in its order.</summary>
    public static IEnumerable<DemoPerson> Buttons => DemoPeople.All.Where(person => person.Button is not null);

    /// <summary>Fills an empty site with the demo. False when there are people already: then nothing was changed.</summary>
    public static Task<bool> Fill(IServiceProvider services, CancellationToken ct) =>
        services.GetRequiredService<DemoSeeder>().SeedDemo(ct);

    /// <summary>Fills an empty site with as much as is asked for, and says how many refunds came of it and how long it took.</summary>
    /// <exception cref="Refusal">The site is not empty; a number is out of range.</exception>
    public static async Task<(long Refunds, double Seconds)> Scale(
        IServiceProvider services,
        int merchants,
        int payments,
        int followers,
        int seed,
        CancellationToken ct
    )
    {
        var ask = new ScaleAsk(merchants, payments, followers, seed);
        return await services.GetRequiredService<ScaleSeedService>().Fill(Actor.Operator, ask, ct);
    }

    internal static void AddDemo(this IServiceCollection services)
    {
        services.AddSingleton<MessagingSeedService>();
        services.AddSingleton<ScaleSeedService>();
        services.AddSingleton<MessagingDemo>();
        services.AddSingleton<SettlementDemo>();
        services.AddSingleton<OrganisationDemo>();
        services.AddSingleton<BankDemo>();
        services.AddSingleton<DemoSeeder>();
    }
}
