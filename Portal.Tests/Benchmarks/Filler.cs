using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Ledger;

namespace Portal.Benchmarks;

/// <summary>Multiplies one row of each large table, in the database itself. What the copies add up to is nobody's business: only lists are read.</summary>
internal sealed class Filler(Site site, int rows)
{
    private const long From = 10_000_000;

    /// <summary>So many entries of one account a day: what there is more of are years.</summary>
    private const int EntriesOfDay = 1_000;

    /// <summary>So early that the copies of ten million statements end before the real ones begin.</summary>
    private static readonly DateOnly FirstDay = new(10, 1, 1);

    /// <summary>The id half way through the copies, in every table.</summary>
    public long Middle => From + (rows / 2);

    /// <summary>The business day of the entries half way through.</summary>
    public DateOnly MiddleDay => FirstDay.AddDays(rows / 2 / EntriesOfDay);

    /// <summary>An order number of one copied payment.</summary>
    public string Reference => string.Create(CultureInfo.InvariantCulture, $"list-{rows / 3}");

    /// <summary>The ledger account that the copied postings are on.</summary>
    public long Account { get; private set; }

    /// <summary>Who owns the merchant, and reads the trail.</summary>
    public Actor Owner { get; private set; } = Actor.Anonymous;

    public async Task Fill()
    {
        const string id = "10000000 + n";
        const string text = "'list-' || n";
        await using var db = site.Db();
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        var merchant = await db.Merchants.Where(row => row.Slug == "scale-000001").Select(row => row.Id).SingleAsync();
        var user = new PortalUser
        {
            UserName = "owner",
            NormalizedUserName = "OWNER",
            DisplayName = "owner",
            SecurityStamp = "owner",
        };
        db.Users.Add(user);
        await db.SaveChangesAsync();
        db.Memberships.Add(new Membership(user.Id, merchant, MerchantRole.Owner, DateTime.UnixEpoch));
        db.StaffAssignments.Add(new StaffAssignment(user.Id, StaffRole.Auditor, DateTime.UnixEpoch));
        await db.SaveChangesAsync();
        Owner = Actor.User(user.Id, "owner");
        var owed = $"liabilities:merchant:{merchant}:pending";
        Account = await db.LedgerAccounts.Where(row => row.Code == owed).Select(row => row.Id).FirstAsync();
        await Multiply(
            db,
            "Payments",
            $"t.\"MerchantId\" = {merchant} AND t.\"RefundedMinor\" = 0",
            ("Id", id),
            ("TransactionId", text),
            ("OrderNo", text)
        );
        await Multiply(db, "LedgerEntries", "1 = 1", ("Id", id), ("Key", text), ("BusinessDay", Day($"n / {EntriesOfDay}")));
        await Multiply(db, "Postings", $"t.\"AccountId\" = {Account}", ("EntryId", id), ("Line", "1"));
        await Multiply(db, "AuditRecords", "1 = 1", ("Sequence", id));
        await Multiply(db, "Followers", $"t.\"MerchantId\" = {merchant}", ("Id", id), ("OpenId", text), ("DisplayName", text));
        await Multiply(db, "Bills", "t.\"State\" = 'Posted'", ("Id", id), ("Sha256", text));
        var exceptions = $"""
            INSERT INTO "ExceptionItems" ("Id", "Kind", "BillId", "Line", "GatewayAccountId", "Reference", "AmountMinor", "Currency", "BusinessDay", "RaisedUtc", "ResolvedUtc", "Version")
            SELECT {id}, 'RowDiffers', (SELECT MIN("Id") FROM "Bills"), n, (SELECT MIN("Id") FROM "GatewayAccounts"), {text}, 100, 'CNY', {Day(
                "0"
            )}, 1700000000000000, 1700000000000000, 0
            FROM {Series()}
            """;
        await db.Database.ExecuteSqlRawAsync(exceptions);
        await Multiply(
            db,
            "Statements",
            "1 = 1",
            ("Id", id),
            ("Number", text),
            ("MerchantId", "(SELECT MIN(\"Id\") FROM \"Merchants\") + n % 20"),
            ("PeriodFrom", Day("n / 20")),
            ("PeriodTo", Day("n / 20"))
        );
        await site.Get<LedgerUpkeepService>().RebuildBalances(Actor.Operator, default);
        // On PostgreSQL the tidying after so many new rows is done here, not beside what is measured.
        await db.Database.ExecuteSqlRawAsync(db.Provider == Provider.Postgres ? "VACUUM (ANALYZE)" : "ANALYZE");
    }

    private string Day(string after) =>
        site.Db().Provider == Provider.Postgres
            ? $"DATE '{FirstDay:yyyy-MM-dd}' + ({after})"
            : $"date('{FirstDay:yyyy-MM-dd}', '+' || ({after}) || ' days')";

    private string Series() =>
        site.Db().Provider == Provider.Postgres
            ? $"generate_series(1, {rows}) s(n)"
            : $"(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {rows}) SELECT n FROM s) s";

    private async Task Multiply(PortalDb db, string table, string template, params (string Column, string Value)[] others)
    {
        var columns = db
            .Model.GetEntityTypes()
            .Where(type => type.GetTableName() == table)
            .SelectMany(type => type.GetProperties())
            .Select(property => property.GetColumnName())
            .Distinct()
            .ToList();
        var values = columns.Select(column => others.FirstOrDefault(other => other.Column == column).Value ?? $"t.\"{column}\"");
        var sql =
            $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) SELECT {string.Join(", ", values)} "
            + $"FROM {Series()} CROSS JOIN (SELECT * FROM \"{table}\" t WHERE {template} ORDER BY 1 LIMIT 1) t";
        await db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }
}
