namespace Portal.Domain.Demo;

internal sealed partial class DemoSeeder
{
    private const int FollowersOfLantern = 1_204;
    private const int FollowersOfYuelai = 318;

    /// <summary>Followers and messages; the accounts must be there.</summary>
    private async Task SeedMessaging(CancellationToken ct)
    {
        long[] named = [Follower(DemoPeople.Follower.Email), Follower("wang.fei@followers.example"), Follower("li.na@followers.example")];
        await messaging.SeedQinghe("qinghe", "qinghe_tea", Owner("qinghe"), named, ct);
        await messaging.SeedSmall("lantern_noodle", FollowersOfLantern, Owner("lantern"), ct);
        await messaging.SeedSmall("yuelai_books", FollowersOfYuelai, Owner("yuelai"), ct);
    }

    private long Follower(string email) => _actors[email].UserId;
}
