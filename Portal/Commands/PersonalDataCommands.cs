using System.CommandLine;
using Portal.Domain.Kernel;
using Portal.Domain.Operations;

namespace Portal.Commands;

internal static class RotateKeysCommand
{
    public static Command Make()
    {
        var line = new Option<bool>("--new-line") { Description = "Only print a fresh key in the form of the setting PersonalData:Keys." };
        return CommandHost.Make(
            "rotate-keys",
            "Give personal data a new key and re-encrypt everything with it. Start it again if it was broken off; it goes on.",
            command => command.Add(line),
            async (services, parsed, ct) =>
            {
                var rotation = services.GetRequiredService<KeyRotationService>();
                if (parsed.GetValue(line))
                {
                    var made = await rotation.NewKeyLine(Actor.Operator, ct);
                    return new Answer(new { line = made }, made);
                }

                var receipt = await rotation.Rotate(Actor.Operator, ct);
                return new Answer(
                    receipt,
                    $"Key {receipt.Key}: {receipt.Resealed} pieces re-encrypted, {receipt.Retired.Count} old keys put aside."
                        + (receipt.Finished ? "" : " Not finished: start it again."),
                    receipt.Finished ? 0 : 1
                );
            }
        );
    }
}

internal static class DeleteOutlivedCommand
{
    public static Command Make() =>
        CommandHost.Make(
            "delete-outlived",
            "Delete now what has outlived its term; the nightly clock does the same.",
            _ => { },
            async (services, _, ct) =>
            {
                var deleted = await services.GetRequiredService<RetentionService>().Run(Actor.Operator, ct);
                return new Answer(new { deleted }, $"{deleted} deleted.");
            }
        );
}

internal static class HealthCommand
{
    public static Command Make() =>
        CommandHost.Make(
            "health",
            "Say whether something needs a person. Exits 1 on an alarm.",
            _ => { },
            async (services, _, ct) =>
            {
                var report = await services.GetRequiredService<AlarmService>().Look(Actor.System("health"), ct);
                var lines = report.Checks.Select(check => $"{check.State, -7} {check.Kind} {check.Count}");
                return new Answer(report, string.Join(Environment.NewLine, lines), report.State == AlarmState.Alarm ? 1 : 0);
            }
        );
}
