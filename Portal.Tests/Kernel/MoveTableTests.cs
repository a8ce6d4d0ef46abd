namespace Portal.Tests.Kernel;

public sealed class MoveTableTests
{
    private enum Light
    {
        Red,
        Green,
        Broken,
    }

    private static readonly MoveTable<Light> Table = new(
        new Dictionary<Light, Light[]>
        {
            [Light.Red] = [Light.Green, Light.Broken],
            [Light.Green] = [Light.Red, Light.Broken],
            [Light.Broken] = [],
        }
    );

    [Fact]
    public void It_allows_what_stands_in_it_and_nothing_else()
    {
        Assert.True(Table.Allows(Light.Red, Light.Green));
        Assert.False(Table.Allows(Light.Broken, Light.Red));
        Assert.True(Table.IsOver(Light.Broken));
        Assert.Equal([Light.Red, Light.Green], Table.UnderWay);
        Assert.Equal([Light.Green, Light.Broken], Table[Light.Red]);
    }

    [Fact]
    public void A_state_without_a_row_is_found_at_once() =>
        Assert.Contains(
            "Broken",
            Assert.Throws<ArgumentException>(() => new MoveTable<Light>(new Dictionary<Light, Light[]> { [Light.Red] = [], [Light.Green] = [] })).Message,
            StringComparison.Ordinal
        );
}
