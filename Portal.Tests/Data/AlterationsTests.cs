using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Portal.Domain.Audit;
using Portal.Tests.Upgrade;

namespace Portal.Tests.Data;

/// <summary>
/// Whoever alters a row of the business by hand is named: every column of every table, rows deleted and rows put in, on both databases. What is
/// not sealed stands in <see cref="SealRules"/> with its reason.
/// </summary>
public sealed class AlterationsTests(ITestOutputHelper output)
{
    /// <summary>Every alteration by the whole proof instead of its table's share of it.</summary>
    private static bool Whole => Environment.GetEnvironmentVariable("PORTAL_TEST_ALTERATIONS") == "whole";

    /// <summary>Tables and columns that another promise sums up, not a seal.</summary>
    private static readonly string[] Summed = ["StatementEntries", "LedgerBalances", "LedgerDays", "Payments.RefundedMinor"];

    [Theory, BothDatabases]
    public async Task Every_alteration_by_hand_is_named_with_its_row(Provider provider)
    {
        await using var world = await World.Create(provider);
        await new SmallSite(world).Fill();
        await using (var db = world.Db())
        {
            await Alterations.LayGuardsAside(db);
        }

        await FillEmptyTables(world);
        await using var hand = world.Db();
        await Alterations.LayChecksAside(hand);
        var proof = new RowsAreSealed(world.Get<AuditChain>());
        var control = await proof.Check(hand, default);
        Assert.True(control.Ok, control.Detail);

        var (done, named, unnamed) = (0, 0, new List<string>());
        foreach (var table in Alterations.Tables(hand).Where(table => SealShape.All(hand).ContainsKey(table.Name)))
        {
            var shape = SealShape.All(hand)[table.Name];
            foreach (var alteration in (await Alterations.Of(hand, table)).Where(one => SealRules.Of(table.Name, one.What) is null))
            {
                done++;
                var said = await Said(world, hand, shape, proof, alteration);
                if (alteration.Names.Any(name => said.Contains($"{table.Name} {name} ", StringComparison.Ordinal)))
                {
                    named++;
                }
                else
                {
                    unnamed.Add($"{alteration.Sql} -> {said}");
                }
            }
        }

        output.WriteLine($"{provider}: {named} of {done} alterations of {SealShape.All(hand).Count} tables were named");
        output.WriteLine($"not sealed: {SealRules.Tables.Count} tables, {SealRules.Columns.Count} columns");
        Assert.Empty(unnamed);
        Assert.True(done > 281, $"{done} alterations");
        control = await proof.Check(hand, default);
        Assert.True(control.Ok, control.Detail);
    }

    [Theory, BothDatabases]
    public async Task What_no_seal_covers_because_it_is_summed_up_is_noticed_by_its_promise(Provider provider)
    {
        await using var world = await World.Create(provider);
        await new SmallSite(world).Fill();
        await using (var db = world.Db())
        {
            await Alterations.LayGuardsAside(db);
        }

        await using var hand = world.Db();
        await Alterations.LayChecksAside(hand);
        var proofs = world.Get<IEnumerable<IProof>>().ToArray();
        var (done, unseen) = (0, new List<string>());
        foreach (var table in Alterations.Tables(hand))
        {
            foreach (var alteration in await Covered(hand, table))
            {
                done++;
                await using var transaction = await hand.Database.BeginTransactionAsync();
                await hand.Database.ExecuteSqlRawAsync(alteration.Sql);
                var noticed = false;
                foreach (var proof in proofs)
                {
                    noticed = noticed || !await Holds(proof, hand);
                }

                await transaction.RollbackAsync();
                unseen.AddRange(noticed ? [] : [alteration.Sql]);
            }
        }

        output.WriteLine($"{provider}: {done - unseen.Count} of {done} alterations of sums were noticed");
        Assert.Empty(unseen);
    }

    private static async Task<IEnumerable<Alteration>> Covered(PortalDb db, ITable table) =>
        Summed.Any(one => one.Split('.')[0] == table.Name)
            ? (await Alterations.Of(db, table)).Where(one => Summed.Contains(table.Name) || Summed.Contains($"{table.Name}.{one.What}"))
            : [];

    private static async Task<bool> Holds(IProof proof, PortalDb db)
    {
        try
        {
            return (await proof.Check(db, default)).Ok;
        }
        catch (Exception fault) when (Unreadable.Is(fault))
        {
            return false;
        }
    }

    private static async Task<string> Said(World world, PortalDb hand, SealShape shape, RowsAreSealed proof, Alteration alteration)
    {
        await using var transaction = await hand.Database.BeginTransactionAsync();
        try
        {
            await hand.Database.ExecuteSqlRawAsync(
                alteration.Sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
            );
            if (Whole || alteration.What == "(deleted)")
            {
                return (await proof.Check(hand, default)).Detail + " ";
            }

            var seals = (await SealStore.All(hand, default)).Where(seal => seal.Table == shape.Table);
            var (_, findings) = await RowsAreSealed.Compare(hand, shape, seals, world.Get<AuditChain>().Seals, default);
            return string.Join("; ", findings.Select(finding => finding.Words()));
        }
        finally
        {
            await transaction.RollbackAsync();
        }
    }

    /// <summary>So that no table is left out: rows come in as the product's own statements bring them.</summary>
    private static async Task FillEmptyTables(World world)
    {
        await using var db = world.Db();
        await Alterations.LayChecksAside(db);
        foreach (var table in Alterations.Tables(db).Where(table => SealShape.All(db).ContainsKey(table.Name)))
        {
            var sql = $"SELECT COUNT(*) AS \"Value\" FROM \"{table.Name}\"";
            if (await db.Database.SqlQueryRaw<long>(sql).SingleAsync() == 0)
            {
                var (key, insert) = Alterations.Made(db, table);
                var raw = insert.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
                await db.Sealed(table.Name, [key], () => db.Database.ExecuteSqlRawAsync(raw), default);
            }
        }
    }
}
