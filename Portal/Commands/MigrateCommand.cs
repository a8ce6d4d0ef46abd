using System.CommandLine;
using Portal.Domain.Data;

namespace Portal.Commands;

internal static class MigrateCommand
{
    public static Command Make() =>
        CommandHost.Make(
            "migrate",
            "Bring the database to this version's schema.",
            _ => { },
            async (services, _, ct) =>
            {
                // Every command migrates first; this one only says so.
                var current = await services.GetRequiredService<Migrator>().IsCurrent(ct);
                return new Answer(new { current }, current ? "The schema is current." : "The schema is behind.", current ? 0 : 1);
            }
        );
}
