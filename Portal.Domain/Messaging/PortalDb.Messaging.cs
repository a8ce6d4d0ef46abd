using Microsoft.EntityFrameworkCore;
using Portal.Domain.Messaging;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<Broadcast> Broadcasts => Set<Broadcast>();
    public DbSet<MessageOpen> MessageOpens => Set<MessageOpen>();
    public DbSet<QuotaReservation> QuotaReservations => Set<QuotaReservation>();
    public DbSet<Follower> Followers => Set<Follower>();
    public DbSet<Audience> Audiences => Set<Audience>();
    public DbSet<Media> Media => Set<Media>();
    public DbSet<SignInCode> SignInCodes => Set<SignInCode>();
}
