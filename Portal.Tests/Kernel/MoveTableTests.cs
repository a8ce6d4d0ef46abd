namespace Portal.Tests.Kernel;

public sealed class MoveTableTests
{
    private enum Light
    {
        Red,
        Green,
        Broken,
    }

    private static readonly MoveTable<Light> Lights = new(
        new()
        {
            [Light.Red] = [Light.Green, Light.Broken],
            [Light.Green] = [Light.Red],
            [Light.Broken] = [],
        }
    );

    [Fact]
    public void What_is_in_the_table_is_allowed_and_nothing_else()
    {
        Assert.True(Lights.Allows(Light.Red, Light.Green));
        Assert.False(Lights.Allows(Light.Green, Light.Broken));
        Assert.False(Lights.Allows(Light.Red, Light.Red));
        Assert.Equal([Light.Green, Light.Broken], Lights[Light.Red]);
    }

    [Fact]
    public void A_state_without_moves_is_an_end()
    {
        Assert.True(Lights.IsOver(Light.Broken) && !Lights.IsOver(Light.Green));
        Assert.Equal([Light.Red, Light.Green], Lights.UnderWay);
    }

    [Fact]
    public void A_table_that_forgets_a_state_is_none()
    {
        var fault = Assert.Throws<ArgumentException>(() => new MoveTable<Light>(new() { [Light.Red] = [], [Light.Green] = [] }));
        Assert.StartsWith("No moves from Broken.", fault.Message, StringComparison.Ordinal);
    }
}
