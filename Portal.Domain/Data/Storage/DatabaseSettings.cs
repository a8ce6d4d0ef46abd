using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>Which database a site uses and where its files are (docs/operating/settings.md).</summary>
public sealed class DatabaseSettings
{
    /// <summary>Sqlite (default) or Postgres.</summary>
    public Provider Provider { get; set; } = Provider.Sqlite;

    /// <summary>PostgreSQL: an Npgsql connection string. SQLite: leave empty; the file is <c>portal.db</c> in the data directory.</summary>
    public string ConnectionString { get; set; } = string.Empty;

    /// <summary>Absolute path of the data directory: database, uploads, keys, mails, bills.</summary>
    public string DataDirectory { get; set; } = string.Empty;

    public string SqlitePath => Path.Combine(DataDirectory, "portal.db");

    /// <summary>Where mails lie as files when no mail server is set; below the data directory.</summary>
    public string MailFolder { get; set; } = "mail";

    public string PickupPath(long mailId) => Path.Combine(DataDirectory, MailFolder, $"{mailId:D10}.eml");

    internal void DeletePickup(long mailId)
    {
        if (File.Exists(PickupPath(mailId)))
        {
            File.Delete(PickupPath(mailId));
        }
    }

    /// <summary>Where the made workbook of that id lies.</summary>
    public string WorkbookPath(long id) => Path.Combine(DataDirectory, "workbooks", $"{id:D10}.xlsx");

    internal void DeleteWorkbook(long id)
    {
        if (File.Exists(WorkbookPath(id)))
        {
            File.Delete(WorkbookPath(id));
        }
    }

    /// <exception cref="Refusal">SQLite, and there is no file.</exception>
    public void DemandFile() =>
        Refusal.Unless(Provider != Provider.Sqlite || File.Exists(SqlitePath), DataRefusals.NoDatabase, DataDirectory);

    /// <summary>
    /// A statement of the site may take ten minutes on PostgreSQL (Npgsql ends it after half a minute), unless the connection string says
    /// otherwise: the first row of a file of millions comes when all of them are sorted. Pages that are left end theirs themselves.
    /// </summary>
    private TimeSpan _longestStatement = TimeSpan.FromMinutes(10);

    /// <summary>For an operator's command: it takes as long as it takes, and they see it running and may end it.</summary>
    public void LetStatementsTakeTheirTime() => _longestStatement = TimeSpan.Zero;

    internal string PostgresConnectionString
    {
        get
        {
            // Npgsql knows it by both names.
            string[] limit = ["Command Timeout", "CommandTimeout"];
            var parts = new DbConnectionStringBuilder { ConnectionString = ConnectionString };
            if (!limit.Any(parts.ContainsKey))
            {
                parts[limit[0]] = _longestStatement.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            }

            return parts.ConnectionString;
        }
    }

    internal string SqliteConnectionString =>
        new SqliteConnectionStringBuilder
        {
            DataSource = SqlitePath,
            ForeignKeys = true,
            Pooling = true,
        }.ToString();
}
