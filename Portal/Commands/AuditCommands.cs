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
