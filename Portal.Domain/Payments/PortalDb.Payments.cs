using Microsoft.EntityFrameworkCore;
using Portal.Domain.Payments;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    public DbSet<GatewayAccount> GatewayAccounts => Set<GatewayAccount>();
    public DbSet<Bill> Bills => Set<Bill>();
    public DbSet<Payment> Payments => Set<Payment>();
    public DbSet<Refund> Refunds => Set<Refund>();
    public DbSet<GatewayMovement> GatewayMovements => Set<GatewayMovement>();
    public DbSet<BillMapping> BillMappings => Set<BillMapping>();
    public DbSet<ExceptionItem> ExceptionItems => Set<ExceptionItem>();
}
