using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Portal.Tests.Data;

/// <summary>A column that comes after the seals leaves the rows that were there as they were sealed.</summary>
public sealed class SealLaterTests
{
    private const string Seals = "20261130163300_Seals";

    [Fact]
    public void A_column_added_not_null_adds_nothing_with_its_default()
    {
        var table = Table("PublicAccounts");
        var without = new SealShape(table, new Dictionary<(string Table, string Column), object>());
        var with = new SealShape(
            table,
            new Dictionary<(string Table, string Column), object> { [("PublicAccounts", "DisplayName")] = "none" }
        );
        var before = Sum(without, null);
        Assert.True(before.Is(Sum(with, "none")));
        Assert.False(before.Is(Sum(with, "another")));
        // The control: a column that was there from the first is part of every row.
        Assert.False(before.Is(Sum(without, "none")));
    }

    [Fact]
    public void Every_column_that_came_later_with_a_default_is_named()
    {
        using PortalDb db = new SqliteDesignFactory().CreateDbContext([]);
        var assembly = db.GetService<IMigrationsAssembly>();
        var added = assembly
            .Migrations.Where(one => string.CompareOrdinal(one.Key, Seals) > 0)
            .SelectMany(one => assembly.CreateMigration(one.Value, db.Database.ProviderName!).UpOperations);
        Assert.Empty(Unnamed(added));
    }

    [Fact]
    public void One_that_is_not_named_is_found()
    {
        var to = new MigrationBuilder("any");
        to.AddColumn<bool>("IsVip", "PublicAccounts", nullable: false, defaultValue: false);
        to.AddColumn<bool>("Note", "PublicAccounts", nullable: true);
        to.AddColumn<bool>("Mark", "Mails", nullable: false, defaultValue: false);
        Assert.Equal(["PublicAccounts.IsVip"], Unnamed(to.Operations));
    }

    /// <summary>What of sealed tables is NOT NULL with a default and stands in no rule: the rows there were would be named as altered.</summary>
    private static List<string> Unnamed(IEnumerable<MigrationOperation> operations) =>
        [
            .. operations
                .OfType<AddColumnOperation>()
                .Where(add => !add.IsNullable && SealRules.Of(add.Table, add.Name) is null)
                .Where(add => !SealRules.Later.ContainsKey((add.Table, add.Name)))
                .Select(add => $"{add.Table}.{add.Name}"),
        ];

    private static SealSum Sum(SealShape shape, string? name)
    {
        using var bytes = new RowBytes(shape, new SealKey(new byte[32]));
        var sum = new SealSum(shape.MarksLength);
        bytes.Start();
        bytes.Put(Array.IndexOf(shape.Columns, "Id"), 7L);
        if (name is not null)
        {
            bytes.Put(Array.IndexOf(shape.Columns, "DisplayName"), name);
        }

        bytes.To(sum, new RowKey(7, null), 1);
        return sum;
    }

    private static ITable Table(string name)
    {
        using PortalDb db = new SqliteDesignFactory().CreateDbContext([]);
        return db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.Single(table => table.Name == name);
    }
}
