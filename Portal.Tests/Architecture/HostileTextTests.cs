using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Portal.Tests.Architecture;

/// <summary>
/// Texts that PostgreSQL cannot take (NUL, half of a surrogate pair) given to every text of every public service method: each is answered as calmly
/// as any other text, whether it is looked for or kept.
/// </summary>
public sealed class HostileTextTests
{
    private static readonly string Hostile = "a\0b\ud83d";

    [Theory, BothDatabases]
    public async Task Every_service_method_answers_such_a_text_as_it_answers_any(Provider provider)
    {
        await using var world = await World.Create(provider);
        var people = await SweepPeople.Of(world);
        var wrong = new List<string>();
        var called = 0;
        foreach (var method in ServicesTests.Methods.Where(TakesText))
        {
            var rule = Permits.Of(AskedPermits.Of(method));
            if (people.All.LastOrDefault(person => person.Allowed(rule, PermissionSweepTests.TakesMerchant(method))) is not { } person)
            {
                continue;
            }

            await people.Restore(world);
            called++;
            var plain = await PermissionSweepTests.Call(world, method, person.Actor, people.Slug);
            var hostile = await PermissionSweepTests.Call(world, method, person.Actor, people.Slug, Hostile);
            if (hostile.StartsWith("let in", StringComparison.Ordinal) && hostile != plain)
            {
                wrong.Add($"{method.DeclaringType!.Name}.{method.Name} as {person.Name}: {hostile}, any other text: {plain}");
            }
        }

        Assert.True(called > 100, $"{called} methods");
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    [Theory, BothDatabases]
    public async Task What_is_kept_is_what_both_databases_can_keep(Provider provider)
    {
        await using var world = await World.Create(provider);
        await using var db = world.Db();
        db.Audit(Actor.System("test\0er"), "work.requeued", "work", Hostile, why: Hostile);
        await db.SaveChangesAsync();
        var record = await db.AuditRecords.AsNoTracking().OrderByDescending(row => row.Sequence).FirstAsync();
        Assert.Equal(("tester", "ab\ufffd", "ab\ufffd"), (record.ActorName, record.ObjectKey, record.Why));
        // A local, so that it goes as a value: what a static field holds EF writes into the statement itself.
        var hostile = Hostile;
        string[] looked = [hostile, "x"];
        Assert.Equal(
            0,
            await db.Users.CountAsync(row => row.DisplayName.Contains(hostile) || EF.Parameter(looked).Contains(row.DisplayName))
        );
        var checks = await Portal.Tests.Payments.MoneyWorld.Verify(world);
        Assert.All(checks, check => Assert.True(check.Ok, $"{check.Id} {check.Detail}"));
    }

    private static bool TakesText(MethodInfo method) =>
        method.GetParameters().Any(parameter => parameter.Name != "merchant" && HasText(parameter.ParameterType, 3));

    private static bool HasText(Type type, int depth) =>
        type == typeof(string)
        || (
            depth > 0
            && type.Namespace?.StartsWith("Portal", StringComparison.Ordinal) == true
            && type.GetConstructors().SelectMany(one => one.GetParameters()).Any(one => HasText(one.ParameterType, depth - 1))
        );
}
