using Microsoft.EntityFrameworkCore;
using Portal.Domain.Notices;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<NoticePreference> NoticePreferences => Set<NoticePreference>();
    public DbSet<NoticeDigest> NoticeDigests => Set<NoticeDigest>();
}
