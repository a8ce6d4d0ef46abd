namespace Portal.Domain.Kernel;

/// <summary>
/// Guessing, sessions, confirming oneself again. A session keeps what was in force when it began: a change reaches everybody as they sign in
/// anew. Bounds keep the order: nobody is idle longer than they may be signed in.
/// </summary>
public static class SignInPolicies
{
    /// <summary>Wrong passwords or codes, one after the other, that lock an account.</summary>
    public static Policy<int> WrongTriesMax { get; } =
        Policy.Of(new(PolicyGroup.SignIn, PolicyUnit.Count, 5, 3, 100, Loosens.Up, PolicySources.Nist));

    public static Policy<TimeSpan> LockedMinutes { get; } =
        Policy.Time(new(PolicyGroup.SignIn, PolicyUnit.Minutes, 5, 1, 1440, Loosens.Down));

    public static Policy<TimeSpan> StaffSessionHours { get; } =
        Policy.Time(new(PolicyGroup.SignIn, PolicyUnit.Hours, 8, 1, 24, Loosens.Up, PolicySources.Nist));

    public static Policy<TimeSpan> StaffIdleMinutes { get; } =
        Policy.Time(new(PolicyGroup.SignIn, PolicyUnit.Minutes, 30, 5, 60, Loosens.Up, PolicySources.Nist));

    public static Policy<TimeSpan> SessionHours { get; } = Policy.Time(new(PolicyGroup.SignIn, PolicyUnit.Hours, 12, 1, 24, Loosens.Up));

    /// <summary>For who asked to stay signed in.</summary>
    public static Policy<TimeSpan> RememberedSessionDays { get; } =
        Policy.Time(new(PolicyGroup.SignIn, PolicyUnit.Days, 14, 1, 30, Loosens.Up, PolicySources.Nist));

    /// <summary>How long a confirmation ("it is still you") counts before what moves money or shows papers asks again.</summary>
    public static Policy<TimeSpan> ConfirmedMinutes { get; } =
        Policy.Time(new(PolicyGroup.SignIn, PolicyUnit.Minutes, 10, 1, 60, Loosens.Up));

    public static Policy<int> WrongTriesPerAddress { get; } =
        Policy.Of(new(PolicyGroup.SignIn, PolicyUnit.Count, 40, 10, 10_000, Loosens.Up));

    public static Policy<int> WrongTriesPerNetwork { get; } =
        Policy.Of(new(PolicyGroup.SignIn, PolicyUnit.Count, 400, 10, 100_000, Loosens.Up));

    public static Policy<int> MailsPerAddress { get; } = Policy.Of(new(PolicyGroup.SignIn, PolicyUnit.Count, 60, 5, 10_000, Loosens.Up));

    /// <summary>The stretch of time in which the three above are counted.</summary>
    public static Policy<TimeSpan> AddressWindowMinutes { get; } =
        Policy.Time(new(PolicyGroup.SignIn, PolicyUnit.Minutes, 15, 1, 1440, Loosens.Down));

    public static Policy<int> PasskeysPerPerson { get; } = Policy.Of(new(PolicyGroup.SignIn, PolicyUnit.Count, 20, 2, 100, Loosens.Never));

    /// <summary>How long staff look at a merchant's pages as the merchant sees them.</summary>
    public static Policy<TimeSpan> SupportViewMinutes { get; } =
        Policy.Time(new(PolicyGroup.SignIn, PolicyUnit.Minutes, 30, 5, 120, Loosens.Up));

    public static Policy<TimeSpan> WalletCodeMinutes { get; } =
        Policy.Time(new(PolicyGroup.Wallet, PolicyUnit.Minutes, 10, 2, 60, Loosens.Up));

    public static Policy<int> WalletCodeTries { get; } =
        Policy.Of(new(PolicyGroup.Wallet, PolicyUnit.Count, 5, 1, 10, Loosens.Up, PolicySources.Nist));

    /// <summary>Codes that one address of mail is sent within an hour.</summary>
    public static Policy<int> WalletCodesAnHour { get; } = Policy.Of(new(PolicyGroup.Wallet, PolicyUnit.Count, 5, 1, 60, Loosens.Up));
}
