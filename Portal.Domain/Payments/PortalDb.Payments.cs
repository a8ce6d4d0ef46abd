using Microsoft.EntityFrameworkCore;
using Portal.Domain.Payments;

namespace Portal.Domain.Data;

public abstract partial class PortalDb
{
    internal DbSet<GatewayAccount> GatewayAccounts => Set<GatewayAccount>();
    internal DbSet<Bill> Bills => Set<Bill>();
    internal DbSet<Payment> Payments => Set<Payment>();
    internal DbSet<Refund> Refunds => Set<Refund>();
    internal DbSet<GatewayMovement> GatewayMovements => Set<GatewayMovement>();
    internal DbSet<BillMapping> BillMappings => Set<BillMapping>();
    internal DbSet<ExceptionItem> ExceptionItems => Set<ExceptionItem>();
}
