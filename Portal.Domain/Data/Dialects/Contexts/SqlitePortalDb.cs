using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Data;

internal sealed class SqlitePortalDb(DbContextOptions<SqlitePortalDb> options) : PortalDb(options)
{
    // SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE
    private const int PrimaryKeyViolated = 1555;
    private const int UniqueViolated = 2067;

    public override Provider Provider => Provider.Sqlite;

    protected override string? Violated(DbException fault) =>
        fault is SqliteException { SqliteExtendedErrorCode: PrimaryKeyViolated or UniqueViolated }
            ? UniqueNames.Of(Model, fault.Message)
            : null;
}
