using Microsoft.EntityFrameworkCore;

namespace Portal.Tests.Data;

/// <summary>How long a statement may take on PostgreSQL: a file of millions of rows, or a proof, must not end at Npgsql's half a minute.</summary>
public sealed class StatementTimeTests
{
    private const string Place = "Host=127.0.0.1;Username=portal";

    [Fact]
    public void A_statement_of_the_site_may_take_ten_minutes_and_one_of_a_command_its_time()
    {
        var settings = new DatabaseSettings { Provider = Provider.Postgres, ConnectionString = Place };
        Assert.Equal(600, SecondsOf(settings));
        settings.LetStatementsTakeTheirTime();
        Assert.Equal(0, SecondsOf(settings));
    }

    [Theory]
    [InlineData("Command Timeout=45")]
    [InlineData("command timeout=45")]
    [InlineData("CommandTimeout=45")]
    public void What_the_connection_string_says_holds(string limit)
    {
        var settings = new DatabaseSettings { Provider = Provider.Postgres, ConnectionString = $"{Place};{limit}" };
        Assert.Equal(45, SecondsOf(settings));
        settings.LetStatementsTakeTheirTime();
        Assert.Equal(45, SecondsOf(settings));
    }

    /// <summary>Of the connection itself: bulk rows and hand-written statements go past EF.</summary>
    private static int SecondsOf(DatabaseSettings settings)
    {
        using var db = new PortalDbFactory(settings, chain: null, refusals: null, TimeProvider.System).CreateDbContext();
        using var command = db.Database.GetDbConnection().CreateCommand();
        return command.CommandTimeout;
    }
}
