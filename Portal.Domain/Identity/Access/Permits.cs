using System.Collections.Frozen;
using static Portal.Domain.Identity.MerchantRole;
using static Portal.Domain.Identity.StaffRole;

namespace Portal.Domain.Identity;

/// <summary>
/// The one table of permissions, a row a permit: where it stands, what using it does, who has it and whether a custom role may be given it. Pages,
/// menu, services, jobs, API and docs/permissions.md read it and nothing else. What a row does not name is denied, and so is a permit without a row.
/// </summary>
internal static class Permits
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
        .. Area(
            PermitArea.Everybody,
            Reads(Permit.ReadDirectory).Anyone(),
            Own(Permit.SignIn).Anyone(),
            Own(Permit.OwnProfile).SignedIn(),
            Writes(Permit.RegisterMerchant, [], [], "seed").SignedIn(),
            Writes(Permit.UseWallet).SignedIn(),
            Own(Permit.SeeApprovals).SignedIn(),
            Writes(Permit.DecideApprovals).SignedIn()
        ),
        .. Area(
            PermitArea.Organisation,
            Reads(Permit.ViewMerchant, Everybody, [.. LookOn, .. Reviewers, .. FinanceStaff]),
            Writes(Permit.LeaveMerchant, Everybody, []),
            Writes(Permit.ManageMerchant, [Owner], []).OwnersOnly(),
            Reads(Permit.ViewLooks, [Owner, AccountOperator, FinanceManager], [Administrator, Auditor]).Given()
        ),
        .. Area(
            PermitArea.People,
            Reads(Permit.ViewMembers, Everybody, LookOn).Given(),
            Writes(Permit.ManageMembers, [Owner], []).Given(),
            Writes(Permit.ManageRoles, [Owner], []).OwnersOnly(),
            Writes(Permit.GrantMoneyRoles, [Owner], []).OwnersOnly(),
            Reads(Permit.ViewOrganisationApprovals, [Owner, FinanceManager], [Administrator, .. MoneyLookOn]).Given()
        ),
        .. Area(
            PermitArea.Accounts,
            Reads(Permit.ViewAccounts, Everybody, [.. LookOn, .. Reviewers]).Given(),
            Writes(Permit.RegisterAccounts, Operators, []).Given(),
            Writes(Permit.EditAccounts, Operators, []).Given(),
            Reads(Permit.ViewCertification, Operators, [.. Reviewers, Auditor]).Given(),
            Writes(Permit.ApplyForCertification, Operators, []).Given()
        ),
        .. Area(
            PermitArea.Messages,
            Reads(Permit.ViewMessages, [.. Writers, ServiceAgent], [Auditor]).Given(),
            Writes(Permit.WriteMessages, Writers, []).Given(),
            Writes(Permit.PublishMessages, Operators, []).Given(),
            Reads(Permit.ViewFollowers, [.. Writers, ServiceAgent], [Auditor]).Given()
        ),
        .. Area(
            PermitArea.Money,
            Reads(Permit.ViewPayments, [.. Money, ServiceAgent], MoneyLookOn).Given(),
            Reads(Permit.ViewStatements, Money, MoneyLookOn, "operator").Given(),
            Exports(Permit.ExportStatements, [Owner, FinanceManager], MoneyLookOn, "operator").Given(),
            Reads(Permit.ViewBankAccount, Money, MoneyLookOn).Given(),
            Writes(Permit.ChangeBankAccount, [Owner, FinanceManager], []).GivenAsMoney()
        ),
        .. Area(
            PermitArea.Review,
            Reads(Permit.ViewCases, [], [.. Reviewers, Auditor]),
            Reads(Permit.ViewDocuments, [], Reviewers),
            Writes(Permit.ReviewCases, [], Reviewers),
            Reads(Permit.ViewHeldMessages, [], [.. Reviewers, Auditor]),
            Writes(Permit.ModerateMessages, [], Reviewers),
            Writes(Permit.DisciplineAccounts, [], [Administrator])
        ),
        .. Area(
            PermitArea.Finance,
            Reads(Permit.ViewBills, [], MoneyLookOn, "operator"),
            Writes(Permit.ImportBills, [], FinanceStaff, "bills", "operator", "seed"),
            Writes(Permit.DecideHeldBills, [], FinanceStaff),
            Writes(Permit.ResolveExceptions, [], FinanceStaff, "seed"),
            Writes(Permit.ManageGatewayAccounts, [], FinanceStaff, "operator", "seed"),
            Reads(Permit.ViewFees, [], MoneyLookOn),
            Writes(Permit.ManageFees, [], FinanceStaff),
            Reads(Permit.ViewSettlements, [], MoneyLookOn, "operator"),
            Writes(Permit.RunSettlement, [], FinanceStaff, "operator", "settlement", "seed"),
            Reads(Permit.ViewLedger, [], MoneyLookOn, "operator"),
            Exports(Permit.ExportBooks, [], MoneyLookOn, "operator"),
            Reads(Permit.ViewApprovals, [], [Administrator, .. MoneyLookOn]),
            Writes(Permit.ApproveFees, [], FinanceStaff),
            Writes(Permit.ApproveBankAccounts, [], [FinanceApprover]),
            Writes(Permit.ManageSettlementTerms, [], FinanceStaff),
            Writes(Permit.ApproveSettlementTerms, [], [FinanceApprover]),
            Writes(Permit.HoldPayouts, [], FinanceStaff),
            Writes(Permit.ProposeAdjustments, [], FinanceStaff),
            Writes(Permit.ApproveAdjustments, [], [FinanceApprover]),
            Reads(Permit.ViewCalendar, [], [Administrator, .. MoneyLookOn]),
            Writes(Permit.ManageCalendar, [], [Administrator]),
            Reads(Permit.VerifyStatements, [], MoneyLookOn, "operator"),
            Writes(Permit.RunWhatIf, [], FinanceStaff, "fees", "operator", "seed"),
            Reads(Permit.ViewPayouts, [], MoneyLookOn, "operator", "seed"),
            Writes(Permit.ProposePayouts, [], FinanceStaff, "seed"),
            Writes(Permit.ApprovePayouts, [], [FinanceApprover]),
            Exports(Permit.ExportPayoutFiles, [], FinanceStaff, "operator"),
            Writes(Permit.SendPayouts, [], FinanceStaff, "seed"),
            Writes(Permit.ManageOperatorAccounts, [], FinanceStaff, "operator", "seed"),
            Writes(Permit.ImportBankFiles, [], FinanceStaff, "operator", "seed"),
            Reads(Permit.ViewReconciliation, [], MoneyLookOn, "operator"),
            Writes(Permit.Reconcile, [], FinanceStaff, "reconciliation", "operator", "seed"),
            Writes(Permit.ApproveMatches, [], FinanceStaff),
            Writes(Permit.ApproveAssignments, [], [FinanceApprover]),
            Writes(Permit.ApproveGatewayAccounts, [], [FinanceApprover]),
            Writes(Permit.ApproveHeldBills, [], [FinanceApprover]),
            Writes(Permit.ApproveBankStatements, [], [FinanceApprover]),
            Writes(Permit.ApproveReleases, [], [FinanceApprover]),
            Writes(Permit.ApproveRefusedTransfers, [], [FinanceApprover])
        ),
        .. Area(
            PermitArea.Administration,
            Writes(Permit.GrantStaffRoles, [], [Administrator]),
            Writes(Permit.LinkAccounts, [], [Administrator], "operator"),
            Reads(Permit.ViewPeople, [], LookOn),
            Writes(Permit.ManagePeople, [], [Administrator], "operator", "seed"),
            Own(Permit.ViewAsMerchant, [], [Support]),
            Reads(Permit.ViewAuditTrail, [], [Administrator, Auditor]),
            Reads(Permit.ViewHealth, [], [Administrator, Auditor, FinanceOfficer, FinanceApprover], "health"),
            Reads(Permit.ProveBooks, [], [Administrator, Auditor, FinanceOfficer, FinanceApprover], "operator", "proof"),
            Exports(Permit.ExportAuditTrail, [], [Administrator, Auditor], "operator"),
            Reads(Permit.ViewHistory, [], [.. LookOn, .. Reviewers, .. FinanceStaff]),
            Reads(Permit.ViewJobs, [], [Administrator, Auditor, FinanceOfficer, FinanceApprover]),
            Writes(Permit.RetryJobs, [], [Administrator, FinanceOfficer, FinanceApprover]),
            Writes(Permit.OpenJobsDashboard, [], [Administrator]),
            Writes(Permit.RunClocks, [], [Administrator, FinanceOfficer, FinanceApprover]),
            Reads(Permit.ViewSettings, [], [Administrator, Auditor]),
            Reads(Permit.ViewPolicies, [], [Administrator, Auditor]),
            Writes(Permit.ManagePolicies, [], [Administrator])
        ),
        .. Area(
            PermitArea.Jobs,
            Writes(Permit.RebuildBalances, [], [], "operator"),
            Writes(Permit.BackUp, [], [], "operator"),
            Writes(Permit.CopyDatabase, [], [], "operator"),
            Writes(Permit.WatchAlarms, [], [], "health"),
            Writes(Permit.DeleteOutlived, [], [], "retention", "operator"),
            Writes(Permit.RotateKeys, [], [], "operator"),
            Writes(Permit.PostBills, [], [], "bills", "operator", "seed"),
            Writes(Permit.AccrueFees, [], [], "fees", "operator", "seed"),
            Writes(Permit.DeliverMessages, [], [], "delivery", "seed"),
            Writes(Permit.KeepAuditTrail, [], [], "audit", "operator"),
            Writes(Permit.ApplyDecisions, [], [], "certification"),
            Writes(Permit.OfferSetup, [], [], "setup"),
            Writes(Permit.WritePayoutFiles, [], [], "payouts", "operator", "seed"),
            Writes(Permit.WatchPayouts, [], [], "payouts"),
            Writes(Permit.PostBankLines, [], [], "bank", "operator", "seed"),
            Writes(Permit.ExpireCases, [], [], "certification"),
            Writes(Permit.SendMail, [], [], "mail"),
            Writes(Permit.Seed, [], [], "operator", "seed"),
            Writes(Permit.InstallSettlementTerms, [], [], "operator", "seed"),
            Writes(Permit.InstallCalendar, [], [], "operator", "seed"),
            Writes(Permit.ReleaseReserves, [], [], "reserves", "operator", "seed"),
            Writes(Permit.SealStatements, [], [], "settlement", "operator"),
            Writes(Permit.PublishFees, [], [], "operator", "seed"),
            Writes(Permit.ExpireApprovals, [], [], "approvals"),
            Writes(Permit.InstallBankAccounts, [], [], "operator", "seed")
        ),
    ];

    private static readonly FrozenDictionary<Permit, Rule> ByPermit = Table.ToFrozenDictionary(rule => rule.Permit);

    public static Rule Of(Permit permit) =>
        ByPermit.GetValueOrDefault(permit) ?? new Rule(permit, PermitKind.Writing, [], [], []) { Area = PermitArea.Administration };

    private static IEnumerable<Rule> Area(PermitArea area, params Rule[] rules) => rules.Select(rule => rule with { Area = area });

    private static Rule Reads(Permit permit, MerchantRole[]? merchant = null, StaffRole[]? staff = null, params string[] system) =>
        new(permit, PermitKind.Reading, merchant ?? [], staff ?? [], system);

    private static Rule Exports(Permit permit, MerchantRole[] merchant, StaffRole[] staff, params string[] system) =>
        new(permit, PermitKind.Exporting, merchant, staff, system);

    private static Rule Writes(Permit permit, MerchantRole[]? merchant = null, StaffRole[]? staff = null, params string[] system) =>
        new(permit, PermitKind.Writing, merchant ?? [], staff ?? [], system);

    private static Rule Own(Permit permit, MerchantRole[]? merchant = null, StaffRole[]? staff = null) =>
        new(permit, PermitKind.Own, merchant ?? [], staff ?? [], []);

    private static Rule Given(this Rule rule) => rule with { Grant = PermitGrant.Free };

    private static Rule GivenAsMoney(this Rule rule) => rule with { Grant = PermitGrant.Money };

    private static Rule OwnersOnly(this Rule rule) => rule with { Grant = PermitGrant.OwnerOnly };

    private static Rule SignedIn(this Rule rule) => rule with { Openness = Openness.SignedIn };

    private static Rule Anyone(this Rule rule) => rule with { Openness = Openness.Anyone };
}
