using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<PublicAccount> PublicAccounts => Set<PublicAccount>();
    public DbSet<AvatarImage> AvatarImages => Set<AvatarImage>();
    public DbSet<FormDraft> FormDrafts => Set<FormDraft>();
}
