using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;

namespace Portal.Domain.Demo;

/// <summary>Followers and messages of the demo: two months behind, one article scheduled for this evening, drafts, and one that waits for a moderator.</summary>
internal sealed class MessagingDemo(
    MessagingSeedService seeding,
    MessagingService messages,
    PublishingService publishing,
    SettlementZone zone,
    TimeProvider clock
)
{
    public const int FollowersOfQinghe = 48_216;
    private const int LateFollowers = 8_000;
    private const int Named = 3;
    private const int MutedEvery = 153;
    private const int Seed = 20131101;
    private static readonly Actor Seeder = Actor.System("seed");

    /// <param name="merchant">The merchant's slug, <c>qinghe</c>.</param>
    /// <param name="handle">Its certified service account.</param>
    /// <param name="writer">The owner, who schedules the evening's article.</param>
    /// <param name="followers">The user ids of the demo's named followers, Chen Jie first.</param>
    public async Task SeedQinghe(string merchant, string handle, Actor writer, IReadOnlyList<long> followers, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var count = FollowersOfQinghe - followers.Count;
        // Ids grow with time, as they would have: most came before the named ones, the rest after them.
        var earlier = count - LateFollowers;
        await seeding.AddFollowers(Seeder, handle, earlier, MutedEvery, now.AddDays(-420), now.AddDays(-71), Seed, ct);
        foreach (var follower in followers.Take(Named))
        {
            await seeding.AddFollower(Seeder, handle, follower, now.AddDays(-70), now.AddDays(-8), ct);
        }

        await seeding.AddFollowers(Seeder, handle, LateFollowers, MutedEvery, now.AddDays(-69), now.AddHours(-6), Seed + 1, ct);

        var cover = await messages.Upload(writer, merchant, Picture(), ct);
        foreach (var past in Past(now, cover.Key).OrderBy(past => past.SentUtc))
        {
            await seeding.AddSent(Seeder, handle, past, writer.Name, ct);
        }

        await Evening(merchant, handle, writer, cover, ct);
        await Unsent(merchant, handle, writer, cover, ct);
    }

    /// <summary>An account nobody knows yet: a few hundred followers and one greeting.</summary>
    public async Task SeedSmall(string handle, int count, Actor writer, CancellationToken ct)
    {
        var now = clock.UtcNow();
        await seeding.AddFollowers(Seeder, handle, count, MutedEvery, now.AddDays(-90), now.AddDays(-1), Seed + count, ct);
        var hello = new PastMessage(
            MessageKind.Text,
            string.Empty,
            "Thank you for following. 感谢关注，我们会在这里发布新品与活动。",
            null,
            now.AddDays(-20),
            44
        );
        await seeding.AddSent(Seeder, handle, hello, writer.Name, ct);
    }

    /// <summary>Two in the last week, two last month, one before: within the quota whatever today is, with a slot left to try.</summary>
    private IEnumerable<PastMessage> Past(DateTime now, string cover)
    {
        DateTime At(int daysAgo, int hour, int minute) =>
            ScheduleRules.ToUtc(zone.LocalOf(now).Date.AddDays(-daysAgo).AddHours(hour).AddMinutes(minute), zone);

        yield return new PastMessage(
            MessageKind.Article,
            "Winter oolong is here",
            MessagingDemoTexts.WinterOolong,
            cover,
            At(1, 20, 0),
            31
        );
        yield return new PastMessage(MessageKind.Text, string.Empty, MessagingDemoTexts.Receipt, null, At(6, 14, 5), 47);
        var lastMonth = zone.LocalOf(now).Day;
        yield return new PastMessage(
            MessageKind.Article,
            "How to store a tea cake",
            MessagingDemoTexts.Storing,
            cover,
            At(lastMonth + 3, 20, 0),
            27
        );
        yield return new PastMessage(MessageKind.Text, string.Empty, MessagingDemoTexts.OpeningHours, null, At(lastMonth + 11, 12, 30), 52);
        yield return new PastMessage(
            MessageKind.Article,
            "Meet the growers of Anxi",
            MessagingDemoTexts.Growers,
            cover,
            At(lastMonth + 40, 20, 0),
            24
        );
    }

    private async Task Evening(string merchant, string handle, Actor writer, CoverPicture cover, CancellationToken ct)
    {
        var evening = ScheduleRules.ToUtc(ScheduleRules.NextEvening(clock.UtcNow(), zone), zone);
        var form = new DraftForm(handle, MessageKind.Article, "Tea tasting this Saturday", MessagingDemoTexts.Tasting, cover.Key, evening);
        var saved = await messages.Start(writer, merchant, form, ct);
        await publishing.Publish(writer, merchant, saved.Number, saved.Version, ct);
    }

    private async Task Unsent(string merchant, string handle, Actor writer, CoverPicture cover, CancellationToken ct)
    {
        var held = await messages.Start(
            writer,
            merchant,
            new DraftForm(handle, MessageKind.Text, string.Empty, MessagingDemoTexts.Doubtful, null, null),
            ct
        );
        await publishing.Publish(writer, merchant, held.Number, held.Version, ct);
        await messages.Start(
            writer,
            merchant,
            new DraftForm(handle, MessageKind.Article, "Brewing notes for winter oolong", MessagingDemoTexts.Brewing, cover.Key, null),
            ct
        );
    }

    private static byte[] Picture()
    {
        using var stream =
            typeof(MessagingDemo).Assembly.GetManifestResourceStream("Portal.Domain.Demo.winter-oolong.png")
            ?? throw new InvalidOperationException("The demo's picture is not embedded.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
