namespace Portal.Domain.Identity;

/// <summary>What a person is in one organisation (docs/glossary.md).</summary>
public enum MerchantRole
{
    Owner,
    AccountOperator,
    ContentEditor,
    ServiceAgent,
    FinanceViewer,
    FinanceManager,
}

/// <summary>What a person is on the operator's staff.</summary>
public enum StaffRole
{
    Administrator,
    Reviewer,
    SeniorReviewer,
    AgencyReviewer,
    FinanceOfficer,
    FinanceApprover,
    Support,
    Auditor,
}
