using System.CommandLine;
using Portal.Domain.Audit;
using Portal.Domain.Kernel;

namespace Portal.Commands;

internal static class AuditAnchorCommand
{
    public static Command Make() =>
        CommandHost.Make(
            "audit-anchor",
            "Note the end of the audit trail in the anchor file, outside the database.",
            _ => { },
            async (services, _, ct) =>
            {
                var anchor = await services.GetRequiredService<AuditKeepingService>().Anchor(Actor.Operator, "command", ct);
                return new Answer(anchor, FormattableString.Invariant($"anchored record {anchor.Sequence} ({anchor.Hash})"));
            }
        );
}

internal static class AuditCutCommand
{
    public static Command Make() =>
        CommandHost.Make(
            "audit-cut",
            "Delete audit records older than Audit:KeepYears from the oldest end, leaving a signed cut. Without the setting, nothing.",
            _ => { },
            async (services, _, ct) =>
            {
                var cut = await services.GetRequiredService<AuditKeepingService>().Cut(Actor.Operator, ct);
                return new Answer(cut, FormattableString.Invariant($"{cut.Deleted} records deleted"));
            }
        );
}

internal static class SealAnewCommand
{
    public static Command Make()
    {
        var why = new Option<string?>("--why") { Description = "Why the rows are right as they stand; it is kept in the audit trail." };
        return CommandHost.Make(
            "seal-anew",
            "Seal every row as it stands, after rows were mended in the database. What verify said of them before is kept in the audit trail.",
            command => command.Add(why),
            async (services, parsed, ct) =>
            {
                var laid = await services.GetRequiredService<AuditKeepingService>().SealAnew(Actor.Operator, parsed.GetValue(why), ct);
                return new Answer(laid, FormattableString.Invariant($"{laid.Rows} rows of {laid.Tables} tables sealed"));
            }
        );
    }
}
