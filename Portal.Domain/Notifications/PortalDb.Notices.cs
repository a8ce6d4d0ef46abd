using Microsoft.EntityFrameworkCore;
using Portal.Domain.Notifications;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    internal DbSet<Notice> Notices => Set<Notice>();
    internal DbSet<NoticePreference> NoticePreferences => Set<NoticePreference>();
    internal DbSet<NoticeDigest> NoticeDigests => Set<NoticeDigest>();
}
