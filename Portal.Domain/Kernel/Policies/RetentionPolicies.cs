namespace Portal.Domain.Kernel;

/// <summary>How long what is about people is kept after it was needed.</summary>
internal static class RetentionPolicies
{
    public static Policy<TimeSpan> KeepApprovedPapersDays { get; } = Days(180, 30, 3650, Loosens.EitherWay);
    public static Policy<TimeSpan> KeepRefusedPapersDays { get; } = Days(90, 7, 3650, Loosens.EitherWay);
    public static Policy<TimeSpan> KeepDraftsDays { get; } = Days(180, 30, 1095, Loosens.Down);
    public static Policy<TimeSpan> KeepSignInCodesDays { get; } = Days(1, 1, 30, Loosens.Down);
    public static Policy<TimeSpan> KeepMailsDays { get; } = Days(90, 7, 1095, Loosens.Down);
    public static Policy<TimeSpan> KeepNoticesDays { get; } = Days(180, 7, 1095, Loosens.Down);
    public static Policy<TimeSpan> KeepSessionsDays { get; } = Days(30, 1, 365, Loosens.Down);
    public static Policy<TimeSpan> KeepWhatIfsDays { get; } = Days(30, 1, 1095, Loosens.Down);
    public static Policy<TimeSpan> KeepFormDraftsDays { get; } = Days(180, 7, 1095, Loosens.Down);
    public static Policy<TimeSpan> KeepWorkbooksDays { get; } = Days(30, 1, 365, Loosens.Down);

    private static Policy<TimeSpan> Days(
        int standard,
        int min,
        int max,
        Loosens loosens,
        [System.Runtime.CompilerServices.CallerMemberName] string key = ""
    ) => Policy.Time(new(PolicyGroup.Retention, PolicyUnit.Days, standard, min, max, loosens), key);
}
