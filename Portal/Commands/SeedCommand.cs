using System.CommandLine;
using Portal.Domain.Demo;

namespace Portal.Commands;

internal static class SeedCommand
{
    public static Command Make()
    {
        var demo = new Option<bool>("--demo")
        {
            Description = "Demo people, merchants, cases, messages and two months of payments, into an empty site.",
        };
        var scale = new Option<bool>("--scale") { Description = "Many merchants, payments and followers, the same for the same seed." };
        var merchants = Number("--merchants", "How many merchants.", 100);
        var payments = Number("--payments", "How many payments.", 100_000);
        var followers = Number("--followers", "How many followers.", 10_000);
        var seed = Number("--seed", "Start of the random numbers.", 1);
        return CommandHost.Make(
            "seed",
            "Fill an empty site with sample data.",
            command =>
            {
                command.Add(demo);
                command.Add(scale);
                command.Add(merchants);
                command.Add(payments);
                command.Add(followers);
                command.Add(seed);
            },
            async (services, parsed, ct) =>
            {
                if (parsed.GetValue(scale))
                {
                    var made = new
                    {
                        Merchants = parsed.GetValue(merchants),
                        Payments = parsed.GetValue(payments),
                        Followers = parsed.GetValue(followers),
                    };
                    var (refunds, seconds) = await DemoSeed.Scale(
                        services,
                        made.Merchants,
                        made.Payments,
                        made.Followers,
                        parsed.GetValue(seed),
                        ct
                    );
                    return new Answer(
                        new
                        {
                            made.Merchants,
                            made.Payments,
                            Refunds = refunds,
                            made.Followers,
                            Seconds = seconds,
                        },
                        $"{made.Merchants} merchants, {made.Payments} payments, {refunds} refunds, {made.Followers} followers in {seconds:F1} s."
                    );
                }

                if (!parsed.GetValue(demo))
                {
                    return new Answer(new { seeded = false }, "Say what to seed: --demo or --scale.", 2);
                }

                var seeded = await DemoSeed.Fill(services, ct);
                return new Answer(
                    new { seeded },
                    seeded ? "Demo data made." : "The site is not empty; nothing was changed.",
                    seeded ? 0 : 2
                );
            }
        );
    }

    private static Option<int> Number(string name, string help, int standard) =>
        new(name) { Description = help, DefaultValueFactory = _ => standard };
}
