namespace Portal.Domain.Kernel;

/// <summary>
/// Days, deadlines, rounds and the price of certification. Bounds keep their order by themselves:
/// a renewal opens before the second reminder, that comes before the last one, and an answer has more days than the least that is left.
/// </summary>
public static class CertificationPolicies
{
    public static Policy<int> CertificationRounds { get; } =
        Policy.Of(new(PolicyGroup.Certification, PolicyUnit.Count, 3, 1, 10, Loosens.Up, PolicySources.WechatSupplements));

    /// <summary>From the first question on, for all rounds together.</summary>
    public static Policy<int> CertificationReplyDays { get; } =
        Policy.Of(new(PolicyGroup.Certification, PolicyUnit.Days, 30, 15, 180, Loosens.Never, PolicySources.WechatSupplements));

    /// <summary>What a question asked late still leaves for its answer.</summary>
    public static Policy<int> CertificationReplyWorkingDays { get; } =
        Policy.Of(new(PolicyGroup.Certification, PolicyUnit.WorkingDays, 5, 1, 10, Loosens.Never));

    public static Policy<int> CertificationDueWorkingDays { get; } =
        Policy.Of(new(PolicyGroup.Certification, PolicyUnit.WorkingDays, 2, 1, 30, Loosens.Never));

    /// <summary>How long a claimed case is one reviewer's.</summary>
    public static Policy<TimeSpan> CertificationLeaseMinutes { get; } =
        Policy.Time(new(PolicyGroup.Certification, PolicyUnit.Minutes, 30, 5, 480, Loosens.Never));

    public static Policy<TimeSpan> CertificationUndoSeconds { get; } =
        Policy.Time(new(PolicyGroup.Certification, PolicyUnit.Seconds, 6, 3, 60, Loosens.Never));

    /// <summary>What one attempt costs. Either way: too dear is as wrong as too cheap.</summary>
    public static Policy<Money> CertificationFeeYuan { get; } =
        Policy.Cny(new(PolicyGroup.Certification, PolicyUnit.Yuan, 300, 1, 100_000, Loosens.EitherWay, PolicySources.WechatCertification));

    public static Policy<int> CertificateMonths { get; } =
        Policy.Of(new(PolicyGroup.Certification, PolicyUnit.Months, 12, 1, 36, Loosens.Up, PolicySources.WechatCertification));

    /// <summary>How long before the end a renewal opens, and the first reminder is sent.</summary>
    public static Policy<int> RenewalDays { get; } = Policy.Of(new(PolicyGroup.Certification, PolicyUnit.Days, 60, 31, 180, Loosens.Never));

    public static Policy<int> RenewalRemindDays { get; } =
        Policy.Of(new(PolicyGroup.Certification, PolicyUnit.Days, 30, 8, 30, Loosens.Never));

    public static Policy<int> RenewalLastRemindDays { get; } =
        Policy.Of(new(PolicyGroup.Certification, PolicyUnit.Days, 7, 1, 7, Loosens.Never));

    /// <summary>How long the badge stays after the certificate ended.</summary>
    public static Policy<int> CertificateGraceDays { get; } =
        Policy.Of(new(PolicyGroup.Certification, PolicyUnit.Days, 30, 0, 90, Loosens.Up));

    public static Policy<int> AuthorisationLetterDays { get; } =
        Policy.Of(new(PolicyGroup.Certification, PolicyUnit.Days, 90, 7, 365, Loosens.Up));

    /// <summary>A licence that ends sooner is remarked on.</summary>
    public static Policy<int> LicenceDaysLeft { get; } =
        Policy.Of(new(PolicyGroup.Certification, PolicyUnit.Days, 60, 0, 365, Loosens.Down));

    public static Policy<int> CertificationDocumentMegabytes { get; } =
        Policy.Of(new(PolicyGroup.Certification, PolicyUnit.Megabytes, 10, 1, 10, Loosens.Never));
}
