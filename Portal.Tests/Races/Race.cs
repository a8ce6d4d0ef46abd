using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Tests.Races;

/// <summary>What callers do at once, on ground made ready for them alone.</summary>
/// <param name="Act">One call, by the number of the caller; what it answers (a number, an id), empty when it answers nothing.</param>
/// <param name="Rows">How many rows the calls have left.</param>
internal sealed record Ground(Func<int, Task<string>> Act, Func<PortalDb, Task<int>> Rows)
{
    public static Ground Of(Func<int, Task> act, Func<PortalDb, Task<int>> rows) =>
        new(
            async caller =>
            {
                await act(caller);
                return string.Empty;
            },
            rows
        );

    public static Ground Of<T>(Func<int, Task<T>> act, Func<PortalDb, Task<int>> rows) =>
        new(async caller => System.Text.Json.JsonSerializer.Serialize(await act(caller)), rows);
}

/// <summary>A public act that inserts rows under unique keys, as one case of the table that every unique key of the model is in.</summary>
/// <param name="Rows">How many rows are left, however many callers there were.</param>
/// <param name="Keys">The unique keys it puts rows under, as <see cref="UniqueKeys"/> writes them.</param>
/// <param name="Prepare">Makes the ground ready; the text is part of every name on it, so that grounds do not meet.</param>
internal sealed record Race(string Name, int Rows, string[] Keys, Func<World, string, Task<Ground>> Prepare)
{
    /// <summary>It is about something of which a site has one: each of its rounds gets a site of its own.</summary>
    public bool Alone { get; init; }
}

/// <summary>The unique indexes and the keys of the model that no database counts by itself, written as <c>Table(A,B)</c>.</summary>
internal static class UniqueKeys
{
    public static IReadOnlyDictionary<string, string> Of(IModel model)
    {
        var keys = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entity in model.GetEntityTypes().Where(entity => entity.GetTableName() is not null && !entity.IsMappedToJson()))
        {
            foreach (var index in entity.GetIndexes().Where(index => index.IsUnique))
            {
                Add(entity, index.Properties, index.GetFilter());
            }

            foreach (var key in entity.GetKeys().Where(key => key.Properties.Any(one => one.ValueGenerated != ValueGenerated.OnAdd)))
            {
                Add(entity, key.Properties, null);
            }
        }

        return keys;

        void Add(IEntityType entity, IReadOnlyList<IProperty> properties, string? filter)
        {
            var table = entity.GetTableName()!;
            var columns = properties.Select(property => property.GetColumnName()).ToList();
            var held = columns.Select(column => $"\"{column}\" IS NOT NULL").Concat(filter is null ? [] : [filter]);
            keys[$"{table}({string.Join(',', columns)})"] =
                $"SELECT COUNT(*) AS \"Value\" FROM \"{table}\" WHERE {string.Join(" AND ", held)}";
        }
    }

    /// <summary>How many rows are under each of these keys.</summary>
    public static async Task<IReadOnlyList<long>> Count(PortalDb db, IEnumerable<string> keys)
    {
        var all = Of(db.Model);
        var counts = new List<long>();
        foreach (var key in keys)
        {
            counts.Add(await db.Database.SqlQueryRaw<long>(all[key]).SingleAsync());
        }

        return counts;
    }
}

/// <summary>Runs races, and says in words what was not as it should be.</summary>
internal static class RaceTrack
{
    private const int Callers = 8;
    private const int Rounds = 3;
    private const string Went = "went";

    private sealed record Outcome(IReadOnlyList<string> Said, int Answers, int Rows, IReadOnlyList<string> Empty);

    /// <summary>All races of a table, on sites that share what they can; fails with a line for everything that was not as it should be.</summary>
    public static async Task Run(Provider provider, IEnumerable<Race> races)
    {
        var wrong = new List<string>();
        await using var shared = await Site(provider);
        var lane = 0;
        foreach (var race in races)
        {
            Task<Outcome> Next(bool together) => Lane(provider, shared, race, FormattableString.Invariant($"lane{++lane}"), together);
            var serial = await Next(together: false);
            wrong.AddRange(Judge(race, "one after the other", serial, serial));
            for (var round = 0; round < (race.Alone ? 1 : Rounds); round++)
            {
                wrong.AddRange(Judge(race, "together", await Next(together: true), serial));
            }
        }

        wrong.AddRange(await Unproven(shared));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Hashing is not what is raced, and it is dear.</summary>
    private static Task<World> Site(Provider provider) =>
        World.Create(provider, services: services => services.AddSingleton<IPasswordHasher<PortalUser>, QuickHasher>());

    private sealed class QuickHasher : IPasswordHasher<PortalUser>
    {
        public string HashPassword(PortalUser user, string password) => password;

        public PasswordVerificationResult VerifyHashedPassword(PortalUser user, string hashedPassword, string providedPassword) =>
            hashedPassword == providedPassword ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
    }

    private static async Task<Outcome> Lane(Provider provider, World shared, Race race, string lane, bool together)
    {
        if (!race.Alone)
        {
            return await Round(shared, race, lane, together);
        }

        await using var own = await Site(provider);
        var outcome = await Round(own, race, lane, together);
        return outcome with { Said = [.. outcome.Said, .. await Unproven(own)] };
    }

    private static async Task<Outcome> Round(World world, Race race, string lane, bool together)
    {
        var ground = await race.Prepare(world, lane);
        await using var db = world.Db();
        var before = await UniqueKeys.Count(db, race.Keys);
        var answers = new string[Callers];
        var said = together ? await Together(ground, answers) : await Serially(ground, answers);
        var after = await UniqueKeys.Count(db, race.Keys);
        var empty = race.Keys.Where((_, at) => after[at] <= before[at]).ToList();
        return new Outcome(said, answers.Where(one => one is not null).Distinct().Count(), await ground.Rows(db), empty);
    }

    private static async Task<string[]> Serially(Ground ground, string[] answers)
    {
        var said = new string[Callers];
        for (var caller = 0; caller < Callers; caller++)
        {
            said[caller] = await Say(ground, caller, answers);
        }

        return said;
    }

    /// <summary>Each on a thread of its own, and none before all are there.</summary>
    private static async Task<string[]> Together(Ground ground, string[] answers)
    {
        using var start = new Barrier(Callers);
        return await Task.WhenAll(
            Enumerable
                .Range(0, Callers)
                .Select(caller =>
                    Task.Factory.StartNew(
                            () =>
                            {
                                start.SignalAndWait();
                                return Say(ground, caller, answers);
                            },
                            CancellationToken.None,
                            TaskCreationOptions.LongRunning,
                            TaskScheduler.Default
                        )
                        .Unwrap()
                )
        );
    }

    private static async Task<string> Say(Ground ground, int caller, string[] answers)
    {
        try
        {
            answers[caller] = await ground.Act(caller);
            return Went;
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
        catch (Exception fault)
        {
            return $"raw {fault.GetType().Name}: {fault.GetBaseException().Message}";
        }
    }

    private static IEnumerable<string> Judge(Race race, string how, Outcome got, Outcome serial)
    {
        var raw = got.Said.Where(one => one.StartsWith("raw", StringComparison.Ordinal)).Distinct();
        var words = got.Said.Distinct().Except(serial.Said).Except(raw);
        var went = got.Said.Count(one => one == Went);
        List<string> wrong = [.. raw];
        wrong.AddRange(words.Select(word => $"says {word}, which nobody hears who comes second in time"));
        if (got.Rows != race.Rows)
        {
            wrong.Add($"{got.Rows} rows, not {race.Rows}");
        }

        if (went != serial.Said.Count(one => one == Went) || got.Answers != serial.Answers)
        {
            wrong.Add(
                $"{went} went through with {got.Answers} answers; serially {serial.Said.Count(one => one == Went)} with {serial.Answers}"
            );
        }

        wrong.AddRange(got.Empty.Select(key => $"put no row under {key}"));
        return wrong.Select(one => $"{race.Name}, {how}: {one}");
    }

    private static async Task<IEnumerable<string>> Unproven(World world) =>
        (await world.Get<Portal.Domain.Reports.ProofService>().Verify(Actor.Operator, CancellationToken.None))
            .Where(proof => !proof.Ok)
            .Select(proof => $"not proven: {proof.Id} {proof.Detail}");
}
