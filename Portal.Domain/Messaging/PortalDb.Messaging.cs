using Microsoft.EntityFrameworkCore;
using Portal.Domain.Messaging;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    internal DbSet<Message> Messages => Set<Message>();
    internal DbSet<Broadcast> Broadcasts => Set<Broadcast>();
    internal DbSet<MessageOpen> MessageOpens => Set<MessageOpen>();
    internal DbSet<QuotaReservation> QuotaReservations => Set<QuotaReservation>();
    internal DbSet<Follower> Followers => Set<Follower>();
    internal DbSet<Audience> Audiences => Set<Audience>();
    internal DbSet<Media> Media => Set<Media>();
    internal DbSet<SignInCode> SignInCodes => Set<SignInCode>();
}
