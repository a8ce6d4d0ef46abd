using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Portal.Tests.Upgrade;

/// <summary>
/// Servers of the release before go on while the schema is already the next one. So a release only adds (expand); what is no longer used goes
/// a release later (contract), and contracting.txt says which and since when.
/// </summary>
public sealed class BearableTests
{
    [Theory, InlineData(Provider.Sqlite), InlineData(Provider.Postgres)]
    public void Later_migrations_take_nothing_from_the_release_before_them(Provider provider)
    {
        using PortalDb db =
            provider == Provider.Sqlite ? new SqliteDesignFactory().CreateDbContext([]) : new PostgresDesignFactory().CreateDbContext([]);
        var assembly = db.GetService<IMigrationsAssembly>();
        var landed = Landed.List();
        var faults = assembly
            .Migrations.Where(one => GoesOutWith(landed, one.Key) != KeptSites.First)
            .SelectMany(one =>
                Bearable
                    .Faults(assembly.CreateMigration(one.Value, db.Database.ProviderName!).UpOperations)
                    .Select(fault => new Fault(one.Key, GoesOutWith(landed, one.Key), fault))
            )
            .ToList();
        Assert.Empty(Refused(faults, Contracting.List(), KeptSites.Versions));
    }

    [Fact]
    public void No_line_of_contracting_is_left_over()
    {
        var landed = Landed.List();
        Assert.DoesNotContain(Contracting.List(), line => landed.All(file => file.Migration != line.Migration));
    }

    [Fact]
    public void What_an_old_server_could_not_bear_is_found()
    {
        Assert.Equal(["drops table Bills"], Of(to => to.DropTable("Bills")));
        Assert.Equal(["renames table Bills"], Of(to => to.RenameTable("Bills", newName: "Files")));
        Assert.Equal(["drops column Bills.Name"], Of(to => to.DropColumn("Name", "Bills")));
        Assert.Equal(["renames column Bills.Name"], Of(to => to.RenameColumn("Name", "Bills", "Title")));
        Assert.Equal(["adds column Bills.Size NOT NULL without default"], Of(to => to.AddColumn<long>("Size", "Bills")));
        Assert.Equal(
            ["alters column Bills.Size to NOT NULL"],
            Of(to => to.AlterColumn<long>("Size", "Bills", nullable: false, oldClrType: typeof(long), oldNullable: true))
        );
        Assert.Equal(
            ["alters column Bills.Size to NULL"],
            Of(to => to.AlterColumn<long>("Size", "Bills", nullable: true, oldClrType: typeof(long), oldNullable: false))
        );
        Assert.Equal(
            ["alters column Bills.Size to another type"],
            Of(to => to.AlterColumn<int>("Size", "Bills", oldClrType: typeof(long)))
        );
        Assert.Equal(
            ["narrows column Bills.Name", "narrows column Bills.Note"],
            Of(to =>
            {
                to.AlterColumn<string>("Name", "Bills", maxLength: 80, oldClrType: typeof(string), oldMaxLength: 200);
                to.AlterColumn<string>("Note", "Bills", maxLength: 80, oldClrType: typeof(string));
            })
        );
        Assert.Equal(["makes unique Bills.IX_Name"], Of(to => to.CreateIndex("IX_Name", "Bills", "Name", unique: true)));
        Assert.Equal(["drops index Bills.IX_Name"], Of(to => to.DropIndex("IX_Name", "Bills")));
        Assert.Equal(["adds check Bills.CK_Size"], Of(to => to.AddCheckConstraint("CK_Size", "Bills", "\"Size\" > 0")));
        Assert.Equal(["adds foreign key Bills.FK_Of"], Of(to => to.AddForeignKey("FK_Of", "Bills", "Of", "Merchants")));
        Assert.Equal(["runs ALTER TABLE \"Bills\" DROP \"Name\""], Of(to => to.Sql("ALTER TABLE \"Bills\"\n DROP \"Name\"")));
        Assert.Equal(["runs UPDATE a SET b = 1; DROP TABLE c"], Of(to => to.Sql("UPDATE a SET b = 1; DROP TABLE c")));
        Assert.Equal(["deletes rows of Bills"], Of(to => to.DeleteData("Bills", "Id", 1L)));
        Assert.Equal(["is not known to be bearable: DropSchemaOperation"], Of(to => to.DropSchema("x")));
    }

    [Fact]
    public void What_only_adds_is_borne() =>
        Assert.Empty(
            Of(to =>
            {
                to.CreateTable("Notes", table => new { Id = table.Column<long>(), Of = table.Column<long>() });
                // Nobody who runs already knows this table.
                to.CreateIndex("IX_Of", "Notes", "Of", unique: true);
                to.AddColumn<long>("Size", "Bills", nullable: true);
                to.AddColumn<long>("Turn", "Bills", nullable: false, defaultValue: 0L);
                to.CreateIndex("IX_Size", "Bills", "Size");
                to.AlterColumn<string>("Name", "Bills", maxLength: 400, oldClrType: typeof(string), oldMaxLength: 200);
                to.Sql("UPDATE \"Bills\" SET \"Turn\" = 1");
            })
        );

    [Fact]
    public void Contracting_is_let_pass_when_its_expand_part_went_out_in_an_earlier_release_and_only_then()
    {
        var fault = new Fault("20270301000001_Slim", LandedFile.Next, "drops column Bills.Name");
        string Line(string since) => $"{fault.Migration} | {fault.What} | since {since} | nobody reads it";
        Assert.Empty(Refused([fault], Contracting.Read(Line("0.1.0")), ["0.1.0"]));
        Assert.Equal(
            ["20270301000001_Slim drops column Bills.Name"],
            Refused([fault], Contracting.Read(Line("0.1.0").Replace("Name", "Size", StringComparison.Ordinal)), ["0.1.0"])
        );
        // The release that expands has not gone out, or is the very one that contracts.
        Assert.Single(Refused([fault], Contracting.Read(Line("0.2.0")), ["0.1.0"]));
        Assert.Single(Refused([fault with { Release = "0.2.0" }], Contracting.Read(Line("0.2.0")), ["0.1.0", "0.2.0"]));
        Assert.Single(Refused([fault], [], ["0.1.0"]));
    }

    private static string GoesOutWith(IReadOnlyList<LandedFile> landed, string migration) =>
        landed.FirstOrDefault(file => file.Migration == migration)?.Release ?? LandedFile.Next;

    private static IReadOnlyList<string> Of(Action<MigrationBuilder> make)
    {
        var builder = new MigrationBuilder(activeProvider: null);
        make(builder);
        return Bearable.Faults(builder.Operations);
    }

    private static IReadOnlyList<string> Refused(
        IReadOnlyList<Fault> faults,
        IReadOnlyList<Contracting> listed,
        IReadOnlyCollection<string> released
    ) =>
        [
            .. faults
                .Where(fault =>
                    !listed.Any(line =>
                        line.Migration == fault.Migration
                        && line.What == fault.What
                        && released.Contains(line.Since)
                        && IsBefore(line.Since, fault.Release)
                    )
                )
                .Select(fault => $"{fault.Migration} {fault.What}"),
        ];

    private static bool IsBefore(string release, string other) =>
        other == LandedFile.Next
        || (Release.TryRead(release, out var one) && Release.TryRead(other, out var two) && one.CompareTo(two) < 0);

    private sealed record Fault(string Migration, string Release, string What);
}

/// <summary>A line of contracting.txt: what a migration takes away, and the release since which nothing needs it.</summary>
internal sealed record Contracting(string Migration, string What, string Since, string Why)
{
    public static IReadOnlyList<Contracting> List() =>
        Read(File.ReadAllText(Repository.PathOf("Portal.Tests", "Upgrade", "contracting.txt")));

    public static IReadOnlyList<Contracting> Read(string text) =>
        [
            .. Landed
                .Lines(text)
                .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
                .Select(parts => new Contracting(parts[0], parts[1], parts[2]["since ".Length..], parts[3])),
        ];
}
