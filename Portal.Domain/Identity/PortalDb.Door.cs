using Microsoft.EntityFrameworkCore;
using Portal.Domain.Identity;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<Authenticator> Authenticators => Set<Authenticator>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<SetupCode> SetupCodes => Set<SetupCode>();
}
