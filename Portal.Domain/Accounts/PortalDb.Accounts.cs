using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<PublicAccount> PublicAccounts => Set<PublicAccount>();
}
