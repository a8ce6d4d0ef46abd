namespace Portal.Tests.Races;

/// <summary>
/// Whoever loses a race hears a sentence, the same that the second of two hears in time, or gets the first one's answer; never a fault of the
/// database. Every unique key of the model is raced by the public act that puts rows under it, beside the same calls one after the other.
/// </summary>
public sealed class RacesTests
{
    [Theory, BothDatabases]
    public async Task People_and_the_site(Provider provider) => Assert.Empty(await RaceTrack.Run(provider, PeopleRaces.All));

    [Theory, BothDatabases]
    public async Task Certification_messages_and_two_persons(Provider provider) =>
        Assert.Empty(await RaceTrack.Run(provider, WorkRaces.All));
}
