namespace Portal.Tests.Journeys;

/// <summary>A demo site of its own for tests that type into everything: other tests count what stands in theirs.</summary>
public sealed class TypingSite : IAsyncLifetime
{
    public const string Name = "Typing";

    public Site Site { get; } = new();

    public ValueTask InitializeAsync() => Site.InitializeAsync();

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

[CollectionDefinition(TypingSite.Name)]
public sealed class TypingGroup : ICollectionFixture<TypingSite>;
