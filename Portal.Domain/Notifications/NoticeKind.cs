namespace Portal.Domain.Notifications;

/// <summary>What a person can be told of. Each has its title and sentence in NoticesTexts and a row in <see cref="NoticeRules"/>.</summary>
public enum NoticeKind
{
    CertificationChanges,
    CertificationApproved,
    CertificationRejected,
    CertificationExpired,
    CertificationEnding,
    CertificationLapsed,
    MessageHeld,
    MessageReleased,
    MessageReturned,
    MessageSent,
    MessageFailed,
    AccountRestricted,
    AccountSuspended,
    AccountRestored,
    StatementReady,
    PayoutHeld,
    PayoutReturned,
    PayoutsStopped,
    PayoutsReleased,
    PayoutPaid,
    PayoutUnknown,
    InvitationAccepted,
    ApprovalWaiting,
    ApprovalDecided,
    RoleChanged,
    BankAccountProposed,
    BankAccountChanged,
    MoneyRoleGranted,
    SignInChanged,
    AccountsLinked,
    AccountsUnlinked,
    MessageWaiting,
    BillHeld,
    BillRefused,
    AlarmRaised,
    ProofFailed,
    MailFailed,
}

/// <summary>How a person wants to hear of a kind; each is also shown in Portal, except when it is off.</summary>
public enum NoticeWay
{
    Off,
    InApp,
    Daily,
    AtOnce,
}

/// <summary>One row of the table of kinds.</summary>
public sealed record NoticeRule(NoticeKind Kind, NoticeGroup Group, NoticeWay Default)
{
    /// <summary>
    /// Security kinds and alarms reach everybody at once and cannot be turned off: the mail may be the only sign of a stolen session, or of
    /// money that is late.
    /// </summary>
    public bool IsFixed => Group == NoticeGroup.Security || Kind == NoticeKind.AlarmRaised;
}
