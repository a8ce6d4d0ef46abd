using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

public enum InvitationState
{
    Open,
    Expired,
    Accepted,
    Revoked,
}

/// <summary>
/// An organisation asks an address to join. The mailed token is stored as its hash, works once, for some days, and only for a person whose
/// confirmed address is the one invited.
/// </summary>
internal sealed class Invitation : IOfMerchant, IVersioned
{
    private Invitation() { }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public string Email { get; private set; } = string.Empty;

    /// <summary>The folded address while the invitation can still be used, null after: an organisation has one open invitation to an address.</summary>
    public string? OpenFor { get; private set; }

    /// <summary>Names of roles (<see cref="RoleKey"/>), separated by commas.</summary>
    public string RoleKeys { get; private set; } = string.Empty;
    public string Culture { get; private set; } = "en";
    public string TokenHash { get; private set; } = string.Empty;
    public long InvitedById { get; private set; }
    public DateTime SentUtc { get; private set; }
    public DateTime ExpiresUtc { get; private set; }
    public DateTime? AcceptedUtc { get; private set; }
    public long? AcceptedById { get; private set; }
    public DateTime? RevokedUtc { get; private set; }
    public int Version { get; private set; }

    public IReadOnlyList<RoleKey> Roles => [.. RoleKeys.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(RoleKey.Parse)];

    public static Invitation To(Merchant merchant, long invitedBy, string email, IEnumerable<RoleKey> roles, string culture) =>
        new()
        {
            MerchantId = merchant.Id,
            Email = email,
            OpenFor = Fold(email),
            RoleKeys = string.Join(',', roles),
            Culture = culture,
            InvitedById = invitedBy,
        };

    /// <summary>A fresh token that holds for so long; the token of an earlier mail stops working.</summary>
    public string Issue(TimeSpan life, DateTime nowUtc)
    {
        Refusal.Unless(State(nowUtc) is InvitationState.Open or InvitationState.Expired, IdentityRefusals.InvitationUsed);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        TokenHash = Hash(token);
        SentUtc = nowUtc;
        ExpiresUtc = nowUtc + life;
        return token;
    }

    /// <summary>Used up by the person who holds the invited address.</summary>
    /// <exception cref="Refusal">Used, revoked or expired; or the person has another address.</exception>
    public void Accept(PortalUser user, DateTime nowUtc)
    {
        DemandOpen(nowUtc);
        Refusal.Unless(user.EmailConfirmed && Fold(user.Email ?? string.Empty) == OpenFor, IdentityRefusals.InvitationOfAnother, Email);
        AcceptedUtc = nowUtc;
        AcceptedById = user.Id;
        OpenFor = null;
    }

    public void Revoke(DateTime nowUtc)
    {
        Refusal.Unless(State(nowUtc) is InvitationState.Open or InvitationState.Expired, IdentityRefusals.InvitationUsed);
        RevokedUtc = nowUtc;
        OpenFor = null;
    }

    public void DemandOpen(DateTime nowUtc)
    {
        var state = State(nowUtc);
        Refusal.Unless(state != InvitationState.Expired, IdentityRefusals.InvitationExpired);
        Refusal.Unless(state == InvitationState.Open, IdentityRefusals.InvitationUsed);
    }

    public InvitationState State(DateTime nowUtc) =>
        RevokedUtc is not null ? InvitationState.Revoked
        : AcceptedUtc is not null ? InvitationState.Accepted
        : nowUtc >= ExpiresUtc ? InvitationState.Expired
        : InvitationState.Open;

    internal static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    internal static string Fold(string email) => email.Trim().ToUpperInvariant();
}
