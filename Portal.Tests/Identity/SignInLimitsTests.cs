using Microsoft.Extensions.Time.Testing;
using Portal.Components.Identity;

namespace Portal.Tests.Identity;

public sealed class SignInLimitsTests
{
    private static readonly SignInCounts Counts = SignInCounts.Of(PolicySet.Standard, World.Start.UtcDateTime);
    private static readonly LockTerms Terms = LockTerms.Of(PolicySet.Standard, World.Start.UtcDateTime);

    [Fact]
    public void One_address_is_stopped_and_the_next_is_not_until_the_time_is_over()
    {
        var clock = new FakeTimeProvider(World.Start);
        using var limits = new SignInLimits(clock);
        Wrong(limits, "203.0.113.7", SignInPolicies.WrongTriesPerAddress.Standard);
        var refusal = Assert.Throws<Refusal>(() => limits.Try("203.0.113.7", Counts));
        Assert.Equal((IdentityRefusals.TooManyFromHere, 15), (refusal.Code, refusal.Args[0]));
        limits.Try("203.0.113.8", Counts);
        limits.Try("::ffff:203.0.113.8", Counts);
        Assert.Throws<Refusal>(() => limits.Try("::ffff:203.0.113.7", Counts));
        clock.Advance(SignInPolicies.AddressWindowMinutes.Standard);
        limits.Try("203.0.113.7", Counts);
    }

    [Fact]
    public void A_whole_ipv6_subscriber_counts_as_one()
    {
        using var limits = new SignInLimits(new FakeTimeProvider(World.Start));
        for (var i = 0; i < SignInPolicies.WrongTriesPerAddress.Standard; i++)
        {
            limits.Try($"2001:db8:1:2::{i + 1:x}", Counts);
        }

        Assert.Throws<Refusal>(() => limits.Try("2001:db8:1:2:ffff::9", Counts));
        limits.Try("2001:db8:1:3::1", Counts);
    }

    [Fact]
    public void A_network_that_tries_from_many_addresses_is_stopped()
    {
        using var limits = new SignInLimits(new FakeTimeProvider(World.Start));
        for (var host = 1; host <= 40; host++)
        {
            Wrong(limits, $"203.0.113.{host}", 10);
        }

        Assert.Throws<Refusal>(() => limits.Try("203.0.113.200", Counts));
        limits.Try("203.0.114.1", Counts);
    }

    [Fact]
    public async Task Tries_that_come_together_are_counted_one_by_one_and_a_right_one_is_given_back()
    {
        using var limits = new SignInLimits(new FakeTimeProvider(World.Start));
        var passed = 0;
        await Parallel.ForAsync(
            0,
            500,
            (_, _) =>
            {
                try
                {
                    limits.Try("203.0.113.7", Counts);
                    Interlocked.Increment(ref passed);
                }
                catch (Refusal refusal)
                {
                    Assert.Equal(IdentityRefusals.TooManyFromHere, refusal.Code);
                }

                return ValueTask.CompletedTask;
            }
        );
        Assert.Equal(SignInPolicies.WrongTriesPerAddress.Standard, passed);
        limits.Right("203.0.113.7");
        limits.Try("203.0.113.7", Counts);
        Assert.Throws<Refusal>(() => limits.Try("203.0.113.7", Counts));
    }

    private static void Wrong(SignInLimits limits, string address, int times)
    {
        for (var i = 0; i < times; i++)
        {
            limits.Try(address, Counts);
        }
    }

    [Fact]
    public void A_try_that_is_given_back_takes_no_lock_of_another_try_along()
    {
        const string Email = "nobody@example.test";
        using var unknown = new UnknownAddresses(new FakeTimeProvider(World.Start));
        for (var wrong = 0; wrong < 3; wrong++)
        {
            unknown.Try(Email, Terms);
        }

        // The fourth and the last one together; the fourth finds too many waiting.
        var (fourth, fifth) = (unknown.Try(Email, Terms), unknown.Try(Email, Terms));
        Assert.NotNull(fifth.LockedUntilUtc);
        unknown.GiveBack(Email, fourth.LockedUntilUtc);
        Assert.Equal((false, fifth.LockedUntilUtc), unknown.Try(Email, Terms));

        // The control: the lock it began itself goes with it, and the try is there again.
        unknown.GiveBack(Email, fifth.LockedUntilUtc);
        Assert.Equal((true, fifth.LockedUntilUtc), unknown.Try(Email, Terms));
    }
}
