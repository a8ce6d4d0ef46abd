using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    internal DbSet<Session> Sessions => Set<Session>();
    internal DbSet<Authenticator> Authenticators => Set<Authenticator>();
    internal DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    internal DbSet<SetupCode> SetupCodes => Set<SetupCode>();
}
