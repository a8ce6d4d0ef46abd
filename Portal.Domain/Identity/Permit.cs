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
    ViewSettlements,
    RunSettlement,
    ViewLedger,
    ViewAuditTrail,
    ManagePeople,
    ViewJobs,
    RetryJobs,
    OpenJobsDashboard,
    ViewHealth,
    RunClocks,
    ViewSettings,
    ManageSettings,

    // jobs and the operator's shell
    PostBills,
    AccrueFees,
    DeliverMessages,
    ExpireCases,
    SendMail,
    ProveBooks,
    WatchAlarms,
    DeleteOutlived,
    RotateKeys,
    Seed,
}
