using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>An act that is open to everybody, signed in or not.</summary>
internal sealed class OpenAct(PortalDb db, bool owned, Actor actor, CancellationToken ct) : Act(db, owned, actor, ct)
{
    public override Task Demand(Permit permit) =>
        Permits.Of(permit).Openness == Openness.Anyone
            ? Task.CompletedTask
            : throw new InvalidOperationException($"{permit} is not open to everybody.");
}
