namespace Portal.Domain.Identity;

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
