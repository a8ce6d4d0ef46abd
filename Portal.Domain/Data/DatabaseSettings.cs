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

    /// <exception cref="Refusal">SQLite, and there is no file.</exception>
    public void DemandFile() =>
        Refusal.Unless(Provider != Provider.Sqlite || File.Exists(SqlitePath), DataRefusals.NoDatabase, DataDirectory);

    internal string SqliteConnectionString =>
        new SqliteConnectionStringBuilder
        {
            DataSource = SqlitePath,
            ForeignKeys = true,
            Pooling = true,
        }.ToString();
}
