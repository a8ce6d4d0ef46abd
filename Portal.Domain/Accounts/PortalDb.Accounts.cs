using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    internal DbSet<PublicAccount> PublicAccounts => Set<PublicAccount>();
    internal DbSet<AvatarImage> AvatarImages => Set<AvatarImage>();
    internal DbSet<FormDraft> FormDrafts => Set<FormDraft>();
}
