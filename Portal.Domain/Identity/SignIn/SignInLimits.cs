using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Caching.Memory;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>
/// How often one address, and one network, may try at the door, whichever accounts it names. Kept in memory within a bound: a restart
/// forgets, and two processes count apart. An IPv6 address counts by its /64, because one subscriber has all of it.
/// </summary>
public sealed class SignInLimits(TimeProvider clock) : IDisposable
{
    public const int PlacesMax = 50_000;

    private readonly MemoryCache _places = new(new MemoryCacheOptions { SizeLimit = PlacesMax });
    private readonly Lock _lock = new();

    /// <summary>
    /// Takes a try of this place and of its network, before anything is looked at: tries sent together are counted one by one. A right one is
    /// given back with <see cref="Right"/>.
    /// </summary>
    /// <exception cref="Refusal">TooManyFromHere, with the minutes until it may try again: the place was wrong too often.</exception>
    public void Try(string? address, SignInCounts counts)
    {
        lock (_lock)
        {
            Demand("wrong:" + PlaceOf(address), counts.WrongPerAddress);
            Demand("wrong:" + NetworkOf(address), counts.WrongPerNetwork);
            Count("wrong:" + PlaceOf(address), counts.Window);
            Count("wrong:" + NetworkOf(address), counts.Window);
        }
    }

    /// <summary>The try was right: it does not count.</summary>
    public void Right(string? address)
    {
        lock (_lock)
        {
            Count("wrong:" + PlaceOf(address), null);
            Count("wrong:" + NetworkOf(address), null);
        }
    }

    /// <summary>Counts a request that makes the site write a mail.</summary>
    /// <exception cref="Refusal">TooManyFromHere.</exception>
    public void SpendMail(string? address, SignInCounts counts)
    {
        lock (_lock)
        {
            Demand("mail:" + PlaceOf(address), counts.MailsPerAddress);
            Count("mail:" + PlaceOf(address), counts.Window);
        }
    }

    public void Dispose() => _places.Dispose();

    /// <summary>An IPv4 address itself, an IPv6 address's /64.</summary>
    public static string PlaceOf(string? address) => Cut(address, 32, 64);

    /// <summary>The /24 around an IPv4 address, the /48 around an IPv6 address.</summary>
    internal static string NetworkOf(string? address) => Cut(address, 24, 48);

    private static string Cut(string? address, int bits4, int bits6)
    {
        if (!IPAddress.TryParse(address, out var parsed))
        {
            return "unknown";
        }

        var ip = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        var bits = ip.AddressFamily == AddressFamily.InterNetwork ? bits4 : bits6;
        var bytes = ip.GetAddressBytes();
        Array.Clear(bytes, bits / 8, bytes.Length - (bits / 8));
        return $"{new IPAddress(bytes)}/{bits}";
    }

    private void Demand(string key, int max)
    {
        if (
            _places.TryGetValue<Counted>(key, out var counted)
            && counted is { } known
            && known.EndsUtc > clock.UtcNow()
            && known.Times >= max
        )
        {
            throw new Refusal(IdentityRefusals.TooManyFromHere, (int)Math.Ceiling((known.EndsUtc - clock.UtcNow()).TotalMinutes));
        }
    }

    /// <param name="window">How long a count that begins now is kept; null gives one back.</param>
    private void Count(string key, TimeSpan? window)
    {
        var now = clock.UtcNow();
        var known = _places.Get<Counted>(key);
        if (known is not null && known.EndsUtc > now)
        {
            // The window ends when it began to, however often it is counted in.
            var left = new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = known.EndsUtc - now };
            _places.Set(key, known with { Times = Math.Max(0, known.Times + (window is null ? -1 : 1)) }, left);
        }
        else if (window is { } begins)
        {
            _places.Set(
                key,
                new Counted(1, now + begins),
                new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = begins }
            );
        }
    }

    private sealed record Counted(int Times, DateTime EndsUtc);
}
