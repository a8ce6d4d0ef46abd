using System.CommandLine;
using System.Globalization;
using Portal.Domain.Fees;
using Portal.Domain.Kernel;

namespace Portal.Commands;

internal static class FeesCommand
{
    public static Command Make()
    {
        var draft = new Option<FileInfo?>("--draft") { Description = "The draft rule as JSON (docs/operating/commands.md)." };
        var rate = new Option<string?>("--rate") { Description = "Instead of a draft: a rate in percent for everybody, e.g. 0.55." };
        var month = new Option<string>("--month") { Description = "The month to price again, yyyy-MM.", Required = true };
        var whatIf = CommandHost.Make(
            "what-if",
            "Price a month under a draft rule. Prints what fees came to and what they would have come to; changes nothing in the books.",
            command =>
            {
                command.Add(draft);
                command.Add(rate);
                command.Add(month);
            },
            async (services, parsed, ct) =>
            {
                var first = FeeWhatIfService.MonthOf(parsed.GetRequiredValue(month));
                var rule = await FeeWhatIfService.Draft(parsed.GetValue(draft)?.FullName, parsed.GetValue(rate), ct);
                var service = services.GetRequiredService<FeeWhatIfService>();
                var id = await service.Start(Actor.Operator, rule, first, first.AddMonths(1).AddDays(-1), Guid.NewGuid().ToString("N"), ct);
                while (!await service.Continue(Actor.Operator, id, ct)) { }

                return Notify(await service.Total(Actor.Operator, id, ct));
            }
        );
        return new Command("fees", "Look into fees.") { whatIf };
    }

    private static Answer Notify(WhatIfSummary run)
    {
        Money In(long minor) => new(minor, Currency.Of(run.Draft.Currency));
        var difference = run.ThenMinor - run.NowMinor;
        var percent = run.NowMinor == 0 ? (decimal?)null : decimal.Round(difference * 100m / run.NowMinor, 2);
        var share = percent is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" ({percent:+0.00;-0.00;0.00} %)");
        return new Answer(
            new
            {
                number = run.Number,
                from = run.FromDay,
                to = run.ToDay,
                payments = run.Payments,
                grossMinor = run.GrossMinor,
                nowMinor = run.NowMinor,
                thenMinor = run.ThenMinor,
                differenceMinor = difference,
                differencePercent = percent,
            },
            $"{run.Number}: {run.Payments} payments of {In(run.GrossMinor)}; fees {In(run.NowMinor)}, under the draft {In(run.ThenMinor)}, difference {In(difference)}{share}."
        );
    }
}
