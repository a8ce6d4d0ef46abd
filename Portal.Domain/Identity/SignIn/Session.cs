using System.Security.Cryptography;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>How somebody proved who they are.</summary>
public enum SignInWay
{
    Password,
    PasswordAndCode,
    PasswordAndRecoveryCode,
    Passkey,
    MailedCode,
    DemoButton,
}

internal enum SessionEnd
{
    SignedOut,
    EndedByOwner,
    CredentialsChanged,
    Administrator,
}

/// <summary>
/// One sign-in on one device. The cookie carries its key and its ticket; the row says whether they still count, so ending the row ends the
/// cookie. A confirmation (step-up) is kept here too, never in the browser.
/// </summary>
internal sealed class Session
{
    private Session() { }

    public long Id { get; private set; }
    public string Key { get; private set; } = string.Empty;
    public long UserId { get; private set; }
    public SignInWay Way { get; private set; }

    /// <summary>Two factors were shown (a passkey with its own check is two), or the site is a demo.</summary>
    public bool IsStrong { get; private set; }
    public bool IsStaff { get; private set; }

    /// <summary>Raised when a new cookie is issued for the same session; an older cookie is refused.</summary>
    public int Ticket { get; private set; }
    public string Device { get; private set; } = string.Empty;
    public string Address { get; private set; } = string.Empty;
    public DateTime StartedUtc { get; private set; }
    public DateTime LastSeenUtc { get; private set; }
    public DateTime ExpiresUtc { get; private set; }

    /// <summary>Minutes without an act after which it is over, as they were when it began; null for who is no staff, and of 0.1.0.</summary>
    public int? IdleMinutes { get; private set; }
    public DateTime? ConfirmedUtc { get; private set; }
    public DateTime? EndedUtc { get; private set; }
    public SessionEnd? EndedBecause { get; private set; }

    internal static Session Start(NewSession form, bool isStaff, bool exempt, string? from, PolicySet policies, DateTime nowUtc)
    {
        var life =
            isStaff ? SignInPolicies.StaffSessionHours
            : form.Remember ? SignInPolicies.RememberedSessionDays
            : SignInPolicies.SessionHours;
        return new Session
        {
            Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            UserId = form.UserId,
            Way = form.Way,
            IsStrong = exempt || form.Way is SignInWay.Passkey or SignInWay.PasswordAndCode or SignInWay.PasswordAndRecoveryCode,
            IsStaff = isStaff,
            Ticket = 1,
            Device = DeviceRules.Name(form.UserAgent),
            Address = Text.Cut(from ?? string.Empty, 64),
            StartedUtc = nowUtc,
            LastSeenUtc = nowUtc,
            ExpiresUtc = nowUtc + policies.At(life, nowUtc),
            IdleMinutes = isStaff ? policies.NumberAt(SignInPolicies.StaffIdleMinutes, nowUtc) : null,
            // A code sent to a mailbox opens the wallet; it is no proof for money or documents.
            ConfirmedUtc = form.Way == SignInWay.MailedCode ? null : nowUtc,
        };
    }

    public bool IsOver(DateTime nowUtc) => EndedUtc is not null || ExpiresUtc <= nowUtc || (IsStaff && LastSeenUtc + Idle <= nowUtc);

    private TimeSpan Idle => SignInPolicies.StaffIdleMinutes.Read(IdleMinutes ?? SignInPolicies.StaffIdleMinutes.Facts.Standard);

    internal void End(SessionEnd because, DateTime nowUtc)
    {
        EndedUtc ??= nowUtc;
        EndedBecause ??= because;
    }

    internal void Confirm(DateTime nowUtc)
    {
        ConfirmedUtc = nowUtc;
        Ticket++;
    }
}

/// <summary>What the host knows at the moment of a sign-in it has checked.</summary>
public sealed record NewSession(long UserId, SignInWay Way, string? UserAgent, bool Remember);

/// <summary>What goes into the cookie.</summary>
public sealed record SessionTicket(string Key, int Ticket, DateTime ExpiresUtc);

public enum SessionState
{
    Live,

    /// <summary>Ended, expired, idle too long, or an older cookie of it.</summary>
    Over,

    /// <summary>Live, but this person's powers ask for a second factor that this sign-in did not show: the wallet only.</summary>
    NeedsSecondFactor,
}

/// <summary>One line of "where you are signed in".</summary>
public sealed record MySession(
    long Id,
    string Device,
    string Address,
    SignInWay Way,
    DateTime StartedUtc,
    DateTime LastSeenUtc,
    bool IsThis
);
