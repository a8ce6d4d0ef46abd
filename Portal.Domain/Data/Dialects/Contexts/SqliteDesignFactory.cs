using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Portal.Domain.Data;

/// <summary>For <c>dotnet ef</c> only: it needs a context without the host.</summary>
internal sealed class SqliteDesignFactory : IDesignTimeDbContextFactory<SqlitePortalDb>
{
    public SqlitePortalDb CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<SqlitePortalDb>()
                .UseSqlite("Data Source=design.db")
                .UseApplicationServiceProvider(IdentitySchema.Services)
                .Options
        );
}
