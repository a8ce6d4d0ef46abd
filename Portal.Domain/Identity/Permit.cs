namespace Portal.Domain.Identity;

/// <summary>Every action a person or a job can take, named once. Who may take it stands in <see cref="Permits"/>.</summary>
public enum Permit
{
    // anyone
    ReadDirectory,
    SignIn,

    // anyone signed in
    OwnProfile,
    RegisterMerchant,
    UseWallet,
    SeeApprovals,

    // people of an organisation (and staff who look on)
    ViewMerchant,
    ManageMerchant,
    ViewAccounts,
    RegisterAccounts,
    EditAccounts,
    ApplyForCertification,
    ViewCertification,
    ViewMessages,
    WriteMessages,
    PublishMessages,
    ViewFollowers,
    ViewPayments,
    ViewStatements,
    ExportStatements,
    ViewBankAccount,
    ChangeBankAccount,
    GrantMoneyRoles,
    ViewOrganisationApprovals,

    // staff
    DisciplineAccounts,
    ModerateMessages,
    ReviewCases,
    ViewCases,
    ViewDocuments,
    ViewBills,
    ImportBills,
    DecideHeldBills,
    ManageGatewayAccounts,
    ViewFees,
    ManageFees,
    PublishFees,
    ApproveFees,
    ApproveBankAccounts,
    ViewApprovals,
    ViewSettlements,
    RunSettlement,
    ViewLedger,
    ViewAuditTrail,
    ManagePeople,
    GrantStaffRoles,
    ViewJobs,
    RetryJobs,
    OpenJobsDashboard,
    ViewHealth,

    // jobs and the operator's shell
    PostBills,
    AccrueFees,
    DeliverMessages,
    ExpireCases,
    SendMail,
    ExpireApprovals,
    InstallBankAccounts,
    ProveBooks,
    Seed,
}
