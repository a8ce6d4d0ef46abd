using System.CommandLine;
using Portal.Domain.Kernel;
using Portal.Domain.Reports;

namespace Portal.Commands;

internal static class VerifyCommand
{
    public static Command Make() =>
        CommandHost.Make(
            "verify",
            "Prove every promise of docs/invariants.md from the stored data. Exits 1 when one does not hold.",
            _ => { },
            async (services, _, ct) =>
            {
                var checks = await services.GetRequiredService<ProofService>().Verify(Actor.Operator, ct);
                var ok = checks.All(check => check.Ok);
                var lines = checks.Select(check => $"{(check.Ok ? "ok  " : "FAIL")} {check.Id}  {check.Detail}");
                return new Answer(new { ok, checks }, string.Join(Environment.NewLine, lines), ok ? 0 : 1);
            }
        );
}
