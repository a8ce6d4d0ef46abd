using System.Reflection;
using Npgsql;
using Portal.Domain.Data;
using Xunit.Sdk;
using Xunit.v3;

namespace Portal.Tests.Harness;

/// <summary>Runs a test once per database. A missing PostgreSQL is a printed skip on a developer's machine and a failure in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothDatabasesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        IReadOnlyCollection<ITheoryDataRow> rows =
        [
            new TheoryDataRow<Provider>(Provider.Sqlite),
            new TheoryDataRow<Provider>(Provider.Postgres) { Skip = Postgres.WhySkipped },
        ];
        return ValueTask.FromResult(rows);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>The PostgreSQL server that ./Portal.Tests/run starts and names in PORTAL_TEST_POSTGRES.</summary>
public static class Postgres
{
    public const string Variable = "PORTAL_TEST_POSTGRES";

    public static string? Server { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server ? server : null;

    public static string? WhySkipped { get; } =
        Server is not null ? null
        : Environment.GetEnvironmentVariable("CI") == "true"
            ? throw new InvalidOperationException($"CI needs {Variable}; run ./Portal.Tests/run.")
        : $"{Variable} is not set; ./Portal.Tests/run starts PostgreSQL.";

    public static string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 20 }.ToString();

    public static async Task Run(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
