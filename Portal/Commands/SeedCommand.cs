using System.CommandLine;
using Portal.Demo;

namespace Portal.Commands;

internal static class SeedCommand
{
    public static Command Make()
    {
        var demo = new Option<bool>("--demo")
        {
            Description = "Demo people, merchants, cases, messages and two months of payments, into an empty site.",
        };
        return CommandHost.Make(
            "seed",
            "Fill an empty site with sample data.",
            command => command.Add(demo),
            async (services, parsed, ct) =>
            {
                if (!parsed.GetValue(demo))
                {
                    return new Answer(new { seeded = false }, "Say what to seed: --demo.", 2);
                }

                var seeded = await services.GetRequiredService<DemoSeeder>().SeedDemo(ct);
                return new Answer(
                    new { seeded },
                    seeded ? "Demo data made." : "The site is not empty; nothing was changed.",
                    seeded ? 0 : 2
                );
            }
        );
    }
}
