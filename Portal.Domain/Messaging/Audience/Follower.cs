using System.Security.Cryptography;
using Portal.Domain.Data;

namespace Portal.Domain.Messaging;

public enum FollowerState
{
    Following,

    /// <summary>Still follows; a broadcast is delivered and waits in the chat without a badge.</summary>
    Muted,
    Unfollowed,
}

/// <summary>How the follower found the account.</summary>
public enum FollowSource
{
    Search,
    AccountPage,
    Article,
    QrCode,
    Import,
}

/// <summary>
/// One person at one public account. The merchant knows them by <see cref="OpenId"/> only, which is another one at every account, so that
/// two accounts cannot compare their followers.
/// </summary>
internal sealed class Follower : IOfMerchant, IVersioned
{
    public const int OpenIdBytes = 18;

    private Follower() { }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public long AccountId { get; private set; }

    /// <summary>The person's account; null for one who was imported and has never signed in here.</summary>
    public long? UserId { get; private set; }
    public string OpenId { get; private set; } = string.Empty;
    public string DisplayName { get; private set; } = string.Empty;
    public FollowerState State { get; private set; }
    public FollowSource Source { get; private set; }
    public string Locale { get; private set; } = "en";
    public string Region { get; private set; } = string.Empty;

    /// <summary>Start of the present following; broadcasts before it are not theirs.</summary>
    public DateTime JoinedUtc { get; private set; }
    public DateTime? LeftUtc { get; private set; }
    public DateTime LastInteractionUtc { get; private set; }

    /// <summary>They have seen every broadcast sent up to this instant; what is later is unread.</summary>
    public DateTime ReadToUtc { get; private set; }
    public int Version { get; private set; }

    public static Follower Join(
        long merchantId,
        long accountId,
        long userId,
        string displayName,
        string locale,
        FollowSource source,
        DateTime nowUtc
    ) =>
        new()
        {
            MerchantId = merchantId,
            AccountId = accountId,
            UserId = userId,
            OpenId = NewOpenId(),
            DisplayName = displayName,
            Locale = locale,
            Source = source,
            JoinedUtc = nowUtc,
            LastInteractionUtc = nowUtc,
            ReadToUtc = nowUtc,
        };

    /// <summary>Somebody who followed before, with the open id they had; they have never signed in here.</summary>
    internal static Follower Import(
        Accounts.PublicAccount account,
        string openId,
        (string Name, string Locale, string Region) person,
        FollowSource source,
        bool muted,
        DateTime joinedUtc
    ) =>
        new()
        {
            MerchantId = account.MerchantId,
            AccountId = account.Id,
            OpenId = openId,
            DisplayName = person.Name,
            State = muted ? FollowerState.Muted : FollowerState.Following,
            Source = source,
            Locale = person.Locale,
            Region = person.Region,
            JoinedUtc = joinedUtc,
            LastInteractionUtc = joinedUtc,
            ReadToUtc = joinedUtc,
        };

    public static string NewOpenId() => OpenIdOf(RandomNumberGenerator.GetBytes(OpenIdBytes));

    internal static string OpenIdOf(byte[] bytes) => Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_');

    /// <summary>Comes back: the same open id, a new beginning.</summary>
    public void Rejoin(FollowSource source, DateTime nowUtc)
    {
        State = FollowerState.Following;
        Source = source;
        JoinedUtc = nowUtc;
        LeftUtc = null;
        ReadToUtc = nowUtc;
        LastInteractionUtc = nowUtc;
    }

    public void Leave(DateTime nowUtc)
    {
        State = FollowerState.Unfollowed;
        LeftUtc = nowUtc;
    }

    public void Mute() => State = FollowerState.Muted;

    /// <summary>Hears again, from now on: what came meanwhile does not pile up as unread.</summary>
    public void Unmute(DateTime nowUtc)
    {
        State = FollowerState.Following;
        ReadToUtc = nowUtc;
    }
}
