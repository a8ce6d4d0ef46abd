using System.Collections.Frozen;

namespace Portal.Domain.Identity;

/// <summary>One permit of the catalogue: where it stands, what it does, who may be given it. Who has it stands in <see cref="Permits"/>.</summary>
public sealed record PermitFact(Permit Permit, PermitArea Area, PermitKind Kind, PermitGrant Grant)
{
    /// <summary>Whether a custom role may hold it.</summary>
    public bool Delegable => Grant is PermitGrant.Free or PermitGrant.Money || CustomRole.Always.Contains(Permit);
}

/// <summary>The catalogue of permits. One that is missing here counts as writing and cannot be given (and a test names it).</summary>
internal static class PermitFacts
{
    public static IReadOnlyList<PermitFact> All { get; } =
    [
        .. Area(PermitArea.Everybody, Reads(Permit.ReadDirectory), Own(Permit.SignIn), Own(Permit.OwnProfile)),
        .. Area(PermitArea.Everybody, Writes(Permit.RegisterMerchant), Writes(Permit.UseWallet)),
        .. Area(PermitArea.Everybody, Own(Permit.SeeApprovals), Writes(Permit.DecideApprovals)),
        .. Area(PermitArea.Organisation, Reads(Permit.ViewMerchant), Writes(Permit.LeaveMerchant), Owners(Permit.ManageMerchant)),
        .. Area(PermitArea.Organisation, Reads(Permit.ViewLooks, PermitGrant.Free)),
        .. Area(PermitArea.People, Reads(Permit.ViewMembers, PermitGrant.Free), Writes(Permit.ManageMembers, PermitGrant.Free)),
        .. Area(PermitArea.People, Owners(Permit.ManageRoles), Owners(Permit.GrantMoneyRoles)),
        .. Area(PermitArea.People, Reads(Permit.ViewOrganisationApprovals, PermitGrant.Free)),
        .. Area(PermitArea.Accounts, Reads(Permit.ViewAccounts, PermitGrant.Free), Writes(Permit.RegisterAccounts, PermitGrant.Free)),
        .. Area(PermitArea.Accounts, Writes(Permit.EditAccounts, PermitGrant.Free), Reads(Permit.ViewCertification, PermitGrant.Free)),
        .. Area(PermitArea.Accounts, Writes(Permit.ApplyForCertification, PermitGrant.Free)),
        .. Area(PermitArea.Messages, Reads(Permit.ViewMessages, PermitGrant.Free), Writes(Permit.WriteMessages, PermitGrant.Free)),
        .. Area(PermitArea.Messages, Writes(Permit.PublishMessages, PermitGrant.Free), Reads(Permit.ViewFollowers, PermitGrant.Free)),
        .. Area(PermitArea.Money, Reads(Permit.ViewPayments, PermitGrant.Free), Reads(Permit.ViewStatements, PermitGrant.Free)),
        .. Area(PermitArea.Money, Exports(Permit.ExportStatements, PermitGrant.Free), Reads(Permit.ViewBankAccount, PermitGrant.Free)),
        .. Area(PermitArea.Money, Writes(Permit.ChangeBankAccount, PermitGrant.Money)),
        .. Area(PermitArea.Review, Reads(Permit.ViewCases), Reads(Permit.ViewDocuments), Writes(Permit.ReviewCases)),
        .. Area(PermitArea.Review, Reads(Permit.ViewHeldMessages), Writes(Permit.ModerateMessages), Writes(Permit.DisciplineAccounts)),
        .. Area(PermitArea.Finance, Reads(Permit.ViewBills), Writes(Permit.ImportBills), Writes(Permit.DecideHeldBills)),
        .. Area(PermitArea.Finance, Writes(Permit.ResolveExceptions)),
        .. Area(PermitArea.Finance, Writes(Permit.ManageGatewayAccounts), Reads(Permit.ViewFees), Writes(Permit.ManageFees)),
        .. Area(PermitArea.Finance, Reads(Permit.ViewSettlements), Writes(Permit.RunSettlement), Reads(Permit.ViewLedger)),
        .. Area(PermitArea.Finance, Exports(Permit.ExportBooks)),
        .. Area(PermitArea.Jobs, Writes(Permit.RebuildBalances), Writes(Permit.BackUp), Writes(Permit.CopyDatabase)),
        .. Area(PermitArea.Finance, Reads(Permit.ViewApprovals), Writes(Permit.ApproveFees), Writes(Permit.ApproveBankAccounts)),
        .. Area(
            PermitArea.Finance,
            Writes(Permit.ManageSettlementTerms),
            Writes(Permit.ApproveSettlementTerms),
            Writes(Permit.HoldPayouts)
        ),
        .. Area(
            PermitArea.Finance,
            Writes(Permit.ProposeAdjustments),
            Writes(Permit.ApproveAdjustments),
            Reads(Permit.ViewCalendar),
            Writes(Permit.ManageCalendar),
            Reads(Permit.VerifyStatements)
        ),
        .. Area(PermitArea.Finance, Writes(Permit.RunWhatIf)),
        .. Area(PermitArea.Finance, Reads(Permit.ViewPayouts), Writes(Permit.ProposePayouts), Writes(Permit.ApprovePayouts)),
        .. Area(PermitArea.Finance, Exports(Permit.ExportPayoutFiles), Writes(Permit.SendPayouts), Writes(Permit.ManageOperatorAccounts)),
        .. Area(PermitArea.Finance, Writes(Permit.ImportBankFiles), Reads(Permit.ViewReconciliation), Writes(Permit.Reconcile)),
        .. Area(PermitArea.Finance, Writes(Permit.ApproveMatches)),
        .. Area(
            PermitArea.Finance,
            Writes(Permit.ApproveAssignments),
            Writes(Permit.ApproveGatewayAccounts),
            Writes(Permit.ApproveHeldBills),
            Writes(Permit.ApproveBankStatements),
            Writes(Permit.ApproveReleases),
            Writes(Permit.ApproveRefusedTransfers)
        ),
        .. Area(PermitArea.Administration, Writes(Permit.GrantStaffRoles), Writes(Permit.LinkAccounts)),
        .. Area(PermitArea.Administration, Reads(Permit.ViewPeople), Writes(Permit.ManagePeople), Own(Permit.ViewAsMerchant)),
        .. Area(PermitArea.Administration, Reads(Permit.ViewAuditTrail), Reads(Permit.ViewHealth), Reads(Permit.ProveBooks)),
        .. Area(PermitArea.Administration, Exports(Permit.ExportAuditTrail), Reads(Permit.ViewHistory)),
        .. Area(PermitArea.Administration, Reads(Permit.ViewJobs), Writes(Permit.RetryJobs), Writes(Permit.OpenJobsDashboard)),
        .. Area(
            PermitArea.Administration,
            Writes(Permit.RunClocks),
            Reads(Permit.ViewSettings),
            Reads(Permit.ViewPolicies),
            Writes(Permit.ManagePolicies)
        ),
        .. Area(PermitArea.Jobs, Writes(Permit.WatchAlarms), Writes(Permit.DeleteOutlived), Writes(Permit.RotateKeys)),
        .. Area(PermitArea.Jobs, Writes(Permit.PostBills), Writes(Permit.AccrueFees), Writes(Permit.DeliverMessages)),
        .. Area(PermitArea.Jobs, Writes(Permit.KeepAuditTrail), Writes(Permit.ApplyDecisions), Writes(Permit.OfferSetup)),
        .. Area(PermitArea.Jobs, Writes(Permit.WritePayoutFiles), Writes(Permit.WatchPayouts), Writes(Permit.PostBankLines)),
        .. Area(PermitArea.Jobs, Writes(Permit.ExpireCases), Writes(Permit.SendMail), Writes(Permit.Seed)),
        .. Area(
            PermitArea.Jobs,
            Writes(Permit.InstallSettlementTerms),
            Writes(Permit.InstallCalendar),
            Writes(Permit.ReleaseReserves),
            Writes(Permit.SealStatements)
        ),
        .. Area(PermitArea.Jobs, Writes(Permit.PublishFees), Writes(Permit.ExpireApprovals), Writes(Permit.InstallBankAccounts)),
    ];

    private static readonly FrozenDictionary<Permit, PermitFact> ByPermit = All.ToFrozenDictionary(fact => fact.Permit);

    public static PermitFact Of(Permit permit) =>
        ByPermit.GetValueOrDefault(permit) ?? new PermitFact(permit, PermitArea.Administration, PermitKind.Writing, PermitGrant.None);

    private static IEnumerable<PermitFact> Area(PermitArea area, params PermitFact[] facts) =>
        facts.Select(fact => fact with { Area = area });

    private static PermitFact Reads(Permit permit, PermitGrant grant = PermitGrant.None) => Fact(permit, PermitKind.Reading, grant);

    private static PermitFact Exports(Permit permit, PermitGrant grant = PermitGrant.None) => Fact(permit, PermitKind.Exporting, grant);

    private static PermitFact Writes(Permit permit, PermitGrant grant = PermitGrant.None) => Fact(permit, PermitKind.Writing, grant);

    private static PermitFact Owners(Permit permit) => Fact(permit, PermitKind.Writing, PermitGrant.OwnerOnly);

    private static PermitFact Own(Permit permit) => Fact(permit, PermitKind.Own, PermitGrant.None);

    private static PermitFact Fact(Permit permit, PermitKind kind, PermitGrant grant) => new(permit, default, kind, grant);
}
