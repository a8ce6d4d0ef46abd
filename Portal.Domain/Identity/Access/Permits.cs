using System.Collections.Frozen;
using static Portal.Domain.Identity.MerchantRole;
using static Portal.Domain.Identity.StaffRole;

namespace Portal.Domain.Identity;

/// <summary>One row of the table: who may do one thing.</summary>
public sealed record Rule(
    Permit Permit,
    Openness Openness,
    IReadOnlyList<MerchantRole> Merchant,
    IReadOnlyList<StaffRole> Staff,
    IReadOnlyList<string> System
);

/// <summary>
/// The one table of permissions: pages, menu, services, jobs, API and docs/permissions.md read it and nothing else. A permit that is not in
/// it cannot be used (a test compares), and what a row does not name is denied.
/// </summary>
public static class Permits
{
    private static readonly MerchantRole[] Everybody = Enum.GetValues<MerchantRole>();
    private static readonly MerchantRole[] Operators = [Owner, AccountOperator];
    private static readonly MerchantRole[] Writers = [Owner, AccountOperator, ContentEditor];
    private static readonly MerchantRole[] Money = [Owner, FinanceViewer, FinanceManager];
    private static readonly StaffRole[] LookOn = [Administrator, Support, Auditor];
    private static readonly StaffRole[] Reviewers = [Reviewer, SeniorReviewer];
    private static readonly StaffRole[] FinanceStaff = [FinanceOfficer, FinanceApprover];
    private static readonly StaffRole[] MoneyLookOn = [FinanceOfficer, FinanceApprover, Auditor];

    public static IReadOnlyList<Rule> Table { get; } =
    [
        Anyone(Permit.ReadDirectory),
        Anyone(Permit.SignIn),
        SignedIn(Permit.OwnProfile),
        SignedIn(Permit.RegisterMerchant, system: ["seed"]),
        SignedIn(Permit.UseWallet),
        SignedIn(Permit.SeeApprovals),
        SignedIn(Permit.DecideApprovals),
        Row(Permit.ViewMerchant, Everybody, [.. LookOn, .. Reviewers, .. FinanceStaff]),
        Row(Permit.ManageMerchant, [Owner]),
        Row(Permit.ViewAccounts, Everybody, [.. LookOn, .. Reviewers]),
        Row(Permit.RegisterAccounts, Operators),
        Row(Permit.EditAccounts, Operators),
        Row(Permit.ApplyForCertification, Operators),
        Row(Permit.ViewCertification, Operators, [.. Reviewers, Auditor]),
        Row(Permit.ViewMessages, [.. Writers, ServiceAgent], [Auditor]),
        Row(Permit.WriteMessages, Writers),
        Row(Permit.PublishMessages, Operators),
        Row(Permit.ViewFollowers, [.. Writers, ServiceAgent], [Auditor]),
        Row(Permit.ViewPayments, [.. Money, ServiceAgent], MoneyLookOn),
        Row(Permit.ViewStatements, Money, MoneyLookOn, "operator"),
        Row(Permit.ExportStatements, [Owner, FinanceManager], MoneyLookOn, "operator"),
        Row(Permit.ViewBankAccount, Money, MoneyLookOn),
        Row(Permit.ChangeBankAccount, [Owner, FinanceManager]),
        Row(Permit.GrantMoneyRoles, [Owner]),
        Row(Permit.ViewOrganisationApprovals, [Owner, FinanceManager], [Administrator, .. MoneyLookOn]),
        Row(Permit.ViewMembers, Everybody, LookOn),
        Row(Permit.ManageMembers, [Owner]),
        Row(Permit.ManageRoles, [Owner]),
        Row(Permit.LeaveMerchant, Everybody),
        Row(Permit.ViewLooks, [Owner, AccountOperator, FinanceManager], [Administrator, Auditor]),
        Row(Permit.DisciplineAccounts, [], [Administrator]),
        Row(Permit.ViewHeldMessages, [], [.. Reviewers, Auditor]),
        Row(Permit.ModerateMessages, [], Reviewers),
        Row(Permit.ReviewCases, [], Reviewers),
        Row(Permit.ViewCases, [], [.. Reviewers, Auditor]),
        Row(Permit.ViewDocuments, [], Reviewers),
        Row(Permit.ViewBills, [], MoneyLookOn, "operator"),
        Row(Permit.ImportBills, [], FinanceStaff, "bills", "operator", "seed"),
        Row(Permit.DecideHeldBills, [], FinanceStaff),
        Row(Permit.ResolveExceptions, [], FinanceStaff, "seed"),
        Row(Permit.ManageGatewayAccounts, [], FinanceStaff, "operator", "seed"),
        Row(Permit.ViewFees, [], MoneyLookOn),
        Row(Permit.ManageFees, [], FinanceStaff),
        Row(Permit.PublishFees, [], [], "operator", "seed"),
        Row(Permit.ApproveFees, [], FinanceStaff),
        Row(Permit.RunWhatIf, [], FinanceStaff, "fees", "operator", "seed"),
        Row(Permit.ApproveBankAccounts, [], [FinanceApprover]),
        Row(Permit.ViewApprovals, [], [Administrator, .. MoneyLookOn]),
        Row(Permit.ViewSettlements, [], MoneyLookOn, "operator"),
        Row(Permit.RunSettlement, [], FinanceStaff, "operator", "settlement", "seed"),
        Row(Permit.ManageSettlementTerms, [], FinanceStaff),
        Row(Permit.ApproveSettlementTerms, [], [FinanceApprover]),
        Row(Permit.ProposeAdjustments, [], FinanceStaff),
        Row(Permit.ApproveAdjustments, [], [FinanceApprover]),
        Row(Permit.HoldPayouts, [], FinanceStaff),
        Row(Permit.VerifyStatements, [], MoneyLookOn, "operator"),
        Row(Permit.ViewCalendar, [], [Administrator, .. MoneyLookOn]),
        Row(Permit.ManageCalendar, [], [Administrator]),
        Row(Permit.ViewPayouts, [], MoneyLookOn, "operator", "seed"),
        Row(Permit.ProposePayouts, [], FinanceStaff, "seed"),
        Row(Permit.ApprovePayouts, [], [FinanceApprover]),
        Row(Permit.ExportPayoutFiles, [], FinanceStaff, "operator"),
        Row(Permit.SendPayouts, [], FinanceStaff, "seed"),
        Row(Permit.ManageOperatorAccounts, [], FinanceStaff, "operator", "seed"),
        Row(Permit.ImportBankFiles, [], FinanceStaff, "operator", "seed"),
        Row(Permit.ViewReconciliation, [], MoneyLookOn, "operator"),
        Row(Permit.Reconcile, [], FinanceStaff, "reconciliation", "operator", "seed"),
        Row(Permit.ApproveMatches, [], FinanceStaff),
        Row(Permit.ApproveAssignments, [], [FinanceApprover]),
        Row(Permit.ApproveGatewayAccounts, [], [FinanceApprover]),
        Row(Permit.ApproveHeldBills, [], [FinanceApprover]),
        Row(Permit.ApproveBankStatements, [], [FinanceApprover]),
        Row(Permit.ApproveReleases, [], [FinanceApprover]),
        Row(Permit.ApproveRefusedTransfers, [], [FinanceApprover]),
        Row(Permit.ViewLedger, [], MoneyLookOn, "operator"),
        Row(Permit.ExportBooks, [], MoneyLookOn, "operator"),
        Row(Permit.ViewAuditTrail, [], [Administrator, Auditor]),
        Row(Permit.ExportAuditTrail, [], [Administrator, Auditor], "operator"),
        Row(Permit.ViewHistory, [], [.. LookOn, .. Reviewers, .. FinanceStaff]),
        Row(Permit.ViewPeople, [], LookOn),
        Row(Permit.ManagePeople, [], [Administrator], "operator", "seed"),
        Row(Permit.LinkAccounts, [], [Administrator], "operator"),
        Row(Permit.GrantStaffRoles, [], [Administrator]),
        Row(Permit.ViewAsMerchant, [], [Support]),
        Row(Permit.ViewJobs, [], [Administrator, Auditor, FinanceOfficer, FinanceApprover]),
        Row(Permit.RetryJobs, [], [Administrator, FinanceOfficer, FinanceApprover]),
        Row(Permit.OpenJobsDashboard, [], [Administrator]),
        Row(Permit.ViewHealth, [], [Administrator, Auditor, FinanceOfficer, FinanceApprover], "health"),
        Row(Permit.RunClocks, [], [Administrator, FinanceOfficer, FinanceApprover]),
        Row(Permit.ViewSettings, [], [Administrator, Auditor]),
        Row(Permit.ViewPolicies, [], [Administrator, Auditor]),
        Row(Permit.ManagePolicies, [], [Administrator]),
        Row(Permit.PostBills, [], [], "bills", "operator", "seed"),
        Row(Permit.AccrueFees, [], [], "fees", "operator", "seed"),
        Row(Permit.WritePayoutFiles, [], [], "payouts", "operator", "seed"),
        Row(Permit.WatchPayouts, [], [], "payouts"),
        Row(Permit.PostBankLines, [], [], "bank", "operator", "seed"),
        Row(Permit.DeliverMessages, [], [], "delivery", "seed"),
        Row(Permit.ExpireCases, [], [], "certification"),
        Row(Permit.ApplyDecisions, [], [], "certification"),
        Row(Permit.ExpireApprovals, [], [], "approvals"),
        Row(Permit.InstallBankAccounts, [], [], "operator", "seed"),
        Row(Permit.InstallSettlementTerms, [], [], "operator", "seed"),
        Row(Permit.InstallCalendar, [], [], "operator", "seed"),
        Row(Permit.ReleaseReserves, [], [], "reserves", "operator", "seed"),
        Row(Permit.SealStatements, [], [], "settlement", "operator"),
        Row(Permit.SendMail, [], [], "mail"),
        Row(Permit.KeepAuditTrail, [], [], "audit", "operator"),
        Row(Permit.ProveBooks, [], [Administrator, Auditor, FinanceOfficer, FinanceApprover], "operator", "proof"),
        Row(Permit.WatchAlarms, [], [], "health"),
        Row(Permit.DeleteOutlived, [], [], "retention", "operator"),
        Row(Permit.RotateKeys, [], [], "operator"),
        Row(Permit.RebuildBalances, [], [], "operator"),
        Row(Permit.BackUp, [], [], "operator"),
        Row(Permit.CopyDatabase, [], [], "operator"),
        Row(Permit.Seed, [], [], "operator", "seed"),
        Row(Permit.OfferSetup, [], [], "setup"),
    ];

    private static readonly FrozenDictionary<Permit, Rule> ByPermit = Table.ToFrozenDictionary(rule => rule.Permit);

    public static Rule Of(Permit permit) =>
        ByPermit.TryGetValue(permit, out var rule) ? rule : new Rule(permit, Openness.Named, [], [], []);

    private static Rule Row(Permit permit, MerchantRole[] merchant, StaffRole[]? staff = null, params string[] system) =>
        new(permit, Openness.Named, merchant, staff ?? [], system);

    private static Rule SignedIn(Permit permit, string[]? system = null) => new(permit, Openness.SignedIn, [], [], system ?? []);

    private static Rule Anyone(Permit permit) => new(permit, Openness.Anyone, [], [], []);
}

/// <summary>
/// Declares the permit a public service method asks the Gate for. The permission sweep calls every such method as every wrong person and
/// compares with the table; a public service method without it fails the build's tests.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsAttribute(Permit permit) : Attribute
{
    public Permit Permit { get; } = permit;
}
