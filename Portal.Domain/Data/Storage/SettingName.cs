namespace Portal.Domain.Data;

/// <summary>What the operator may change while the portal runs. Everything else is a start-up setting (docs/operating/settings.md).</summary>
public enum SettingName
{
    KeepApprovedPapersDays,
    KeepRefusedPapersDays,
    KeepDraftsDays,
    KeepSignInCodesDays,
    KeepMailsDays,
    KeepNoticesDays,
    KeepSessionsDays,
    KeepWhatIfsDays,
    KeepFormDraftsDays,
    KeepWorkbooksDays,
    WorkbookLinesAtOnce,
    ApprovalHours,
    DigestHour,
    DayCloseHour,
    WorkLateMinutes,
    DiskFreeMegabytes,
    ProofHours,
    PayoutAloneMaxYuan,
    PayoutAnswerDays,
    ActAloneMaxYuan,
    PayeeAloneMaxYuan,
}
