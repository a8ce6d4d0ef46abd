using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Hosting;

/// <summary>Decisions about money or power ask for a fresh confirmation in the session they are made in.</summary>
internal sealed class SessionStepUp : IStepUp
{
    public Task Require(PortalDb db, Actor actor, CancellationToken ct) => StepUp.Require(db, actor, ct);
}
