namespace Portal.Domain.Identity;

/// <summary>How a person can sign in.</summary>
public sealed record MyFactors(
    bool HasPassword,
    DateTime? AuthenticatorSinceUtc,
    int RecoveryCodesLeft,
    int Passkeys,
    bool IsRequired,
    bool IsDemo
)
{
    public bool HasSecond => AuthenticatorSinceUtc is not null || Passkeys > 0;
}
