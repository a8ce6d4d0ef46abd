using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>What the site asks at its door (demo mode asks less, and says so).</summary>
public sealed class SignInPolicy
{
    /// <summary>Staff and money roles need a second factor. False only in demo mode, whose people have no secrets at all.</summary>
    public bool RequireSecondFactor { get; set; } = true;
}

/// <summary>Who may not go by a password alone.</summary>
internal static class SecondFactorRules
{
    /// <summary>Roles in an organisation that move or approve money.</summary>
    public static IReadOnlyList<MerchantRole> MoneyRoles { get; } = [MerchantRole.Owner, MerchantRole.FinanceManager];

    /// <summary>All staff, whoever holds a money role, and whoever turned it on themselves.</summary>
    internal static async Task<bool> IsNeeded(PortalDb db, long userId, CancellationToken ct) =>
        await IsRequired(db, userId, ct) || await db.Authenticators.AnyAsync(row => row.UserId == userId && row.ConfirmedUtc != null, ct);

    /// <summary>The person's roles ask for one, so the last one cannot be turned off.</summary>
    internal static async Task<bool> IsRequired(PortalDb db, long userId, CancellationToken ct)
    {
        if (await db.StaffAssignments.AnyAsync(row => row.UserId == userId, ct))
        {
            return true;
        }

        var held = await db
            .Memberships.Where(row => row.UserId == userId)
            .Select(row => new
            {
                row.Role,
                Permits = db.CustomRoles.Where(role => role.Id == row.CustomRoleId).Select(role => role.PermitNames).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return held.Any(one =>
            (one.Role is { } role && MoneyRoles.Contains(role))
            || (one.Permits is not null && CustomRole.Parse(one.Permits).Any(permit => PermitFacts.Of(permit).Grant == PermitGrant.Money))
        );
    }
}

/// <summary>A person's authenticator app: the sealed secret, and the last time step whose code was used.</summary>
internal sealed class Authenticator
{
    private Authenticator() { }

    internal Authenticator(long userId, string secretSealed, DateTime nowUtc)
    {
        UserId = userId;
        SecretSealed = secretSealed;
        StartedUtc = nowUtc;
    }

    public long UserId { get; private set; }
    public string SecretSealed { get; private set; } = string.Empty;
    public DateTime StartedUtc { get; private set; }

    /// <summary>When a code of it was first shown; until then it opens nothing.</summary>
    public DateTime? ConfirmedUtc { get; private set; }

    /// <summary>Only a later step is accepted, so that no code is good twice.</summary>
    public long LastStep { get; private set; }

    internal static string Purpose(long userId) => FormattableString.Invariant($"authenticator:{userId}");

    internal void Confirm(DateTime nowUtc) => ConfirmedUtc = nowUtc;
}

/// <summary>A code on paper for the day the phone is lost: kept as a hash, used once.</summary>
internal sealed class RecoveryCode
{
    public const int SetSize = 10;

    // Without letters that look like digits; 16 of 32 are 80 bits, so a plain hash cannot be searched.
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int Chars = 16;

    private RecoveryCode() { }

    public long Id { get; private set; }
    public long UserId { get; private set; }
    public byte[] Hash { get; private set; } = [];
    public DateTime MadeUtc { get; private set; }
    public DateTime? UsedUtc { get; private set; }

    internal static (RecoveryCode Row, string Code) Make(long userId, DateTime nowUtc)
    {
        var code = OneTimeCode.New(Letters, Chars);
        return (
            new RecoveryCode
            {
                UserId = userId,
                Hash = OneTimeCode.Hash(code),
                MadeUtc = nowUtc,
            },
            code
        );
    }

    internal static bool LooksLikeOne(string typed) => OneTimeCode.Plain(typed).Length == Chars;
}

/// <summary>Random codes people copy by hand: groups of four, read back whatever the case, the width and the hyphens.</summary>
internal static class OneTimeCode
{
    public static string New(string letters, int chars) =>
        string.Join("-", RandomNumberGenerator.GetString(letters, chars).Chunk(4).Select(part => new string(part)));

    public static string Plain(string typed) =>
        string.Concat(Text.Folded(typed, NormalizationForm.FormKC).Where(char.IsAsciiLetterOrDigit).Take(64)).ToUpperInvariant();

    public static byte[] Hash(string code) => SHA256.HashData(Encoding.ASCII.GetBytes(Plain(code)));
}
