using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Tests.Commands;

namespace Portal.Tests.Faults;

/// <summary>
/// Ends key rotation and deletion with SIGKILL at random moments and starts them again. Nothing is lost, nothing is left, and each deletion is
/// proved once. PORTAL_KILL_ROUNDS sets how many kills each at most (3 when absent).
/// </summary>
public sealed class KeepingKillTests
{
    private const int Drafts = 400;
    private const int Mails = 1_500;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_9_during_key_rotation_and_deletion_loses_nothing_and_leaves_nothing()
    {
        await using var world = await World.Create(Provider.Sqlite);
        await Fill(world);
        var kills = await Kills.Begin(world);
        await kills.UntilDone(world, Kills.Rounds(3), "rotate-keys");
        await kills.UntilDone(world, Kills.Rounds(3), "delete-outlived");

        var proven = await world.Portal("verify");
        Assert.True(proven.ExitCode == 0, proven.Errors);
        Assert.Single(world.Get<PersonalDataKeys>().Ids);
        var drafts = world.Get<DraftService>();
        for (var i = 0; i < Drafts; i++)
        {
            Assert.Equal($"{{\"n\":{i}}}", (await drafts.Find(world.Stranger, $"form:{i}", Ct))!.Json);
        }

        await using var db = world.Db();
        Assert.Equal(1, await db.Mails.CountAsync(Ct));
        var deleted = await db.Deletions.Where(row => row.Kind == Domain.Operations.Kept.Mails).SumAsync(row => row.Count, Ct);
        Assert.Equal(Mails, deleted);
    }

    private static async Task Fill(World world)
    {
        for (var i = 0; i < Drafts; i++)
        {
            await world.Get<DraftService>().Save(world.Stranger, $"form:{i}", $"{{\"n\":{i}}}", null, Ct);
        }

        // The commands live in real time.
        var old = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-400);
        await using var db = world.Db();
        for (var i = 0; i <= Mails; i++)
        {
            var mail = Mail.To($"p{i}@example.test", "P", "en", PeopleService.KnownMail, old);
            mail.MarkSent(i == 0 ? TimeProvider.System.GetUtcNow().UtcDateTime : old);
            db.Mails.Add(mail);
        }

        await db.SaveChangesAsync(Ct);
    }
}
