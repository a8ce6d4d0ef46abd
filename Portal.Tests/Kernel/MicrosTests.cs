namespace Portal.Tests.Kernel;

public sealed class MicrosTests
{
    [Fact]
    public void An_instant_comes_back_as_it_went()
    {
        var utc = new DateTime(2026, 11, 30, 15, 4, 5, 678, 912, DateTimeKind.Utc);
        Assert.Equal(utc, Micros.ToUtc(Micros.Of(utc)));
        Assert.Equal(DateTimeKind.Utc, Micros.ToUtc(0).Kind);
        Assert.Equal(-1, Micros.Of(DateTime.UnixEpoch.AddTicks(-10)));
    }

    [Fact]
    public void What_is_finer_than_is_kept_is_cut() =>
        Assert.Equal(DateTime.UnixEpoch.AddTicks(20), Micros.Cut(DateTime.UnixEpoch.AddTicks(29).Ticks));
}
