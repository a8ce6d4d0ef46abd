using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Calendar;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

/// <summary>What the merchant's and the reviewer's service both need of a case. Collaborates in the caller's context; never saves.</summary>
internal sealed class CaseLoader(DocumentVault vault, SettlementZone zone, TimeProvider clock)
{
    /// <summary>One reviewer's act on a case at a time.</summary>
    internal static string LockName(string number) => "case:" + number;

    /// <summary>One act of the organisation on an account's case at a time, also before there is one.</summary>
    internal static string LockName(string merchant, string handle) => $"case-of:{merchant}/{handle}";

    internal static IQueryable<CertificationCase> Whole(PortalDb db) =>
        db
            .CertificationCases.Include(row => row.Documents)
            .Include(row => row.Events)
            .Include(row => row.Remarks)
            .Include(row => row.Verdicts)
            .Include(row => row.Decisions)
            .Include(row => row.Readings)
            .AsSplitQuery();

    /// <summary>The latest attempt of an account, whole; null when it never applied.</summary>
    internal static Task<CertificationCase?> Latest(PortalDb db, long accountId, CancellationToken ct) =>
        Whole(db).Where(row => row.AccountId == accountId).OrderByDescending(row => row.Attempt).FirstOrDefaultAsync(ct);

    internal async Task<IReadOnlyList<CheckResult>> Check(
        PortalDb db,
        CertificationCase row,
        PublicAccount account,
        Merchant owner,
        CancellationToken ct
    )
    {
        var others = await db.Merchants.CountAsync(other => other.CreditCode == row.CreditCode && other.Id != row.MerchantId, ct);
        var (policies, now) = (await db.Policies(ct), clock.UtcNow());
        var facts = new CheckFacts(
            row.CreditCode,
            owner.CreditCode,
            row.LegalName,
            owner.LegalName,
            owner.EntityType,
            row.IdentityNumberSealed is { } sealedNumber ? vault.OpenText(sealedNumber, DocumentVault.IdentityNumber) : null,
            row.LicenceValidUntil,
            row.LetterDate,
            account.DisplayName,
            others,
            await NameIndex.Nearest(db, account.DisplayName, account.MerchantId, ct),
            zone.Today(clock),
            policies.At(CertificationPolicies.LicenceDaysLeft, now),
            policies.At(CertificationPolicies.AuthorisationLetterDays, now)
        );
        return CheckRules.Run(facts);
    }

    /// <summary>The clocks of a review by the calendar as it is now.</summary>
    internal async Task<BusinessDays> Days(PortalDb db, CancellationToken ct) => new(zone, await db.Calendar(ct));

    /// <summary>The values with the identity number and the mobile masked.</summary>
    internal ApplicationForm Masked(CertificationCase row) =>
        new(
            row.LegalName,
            row.CreditCode,
            row.LegalRepresentative,
            row.IdentityNumberSealed is { } number ? Mask.Number(vault.OpenText(number, DocumentVault.IdentityNumber)) : null,
            row.OperatorName,
            row.OperatorMobileSealed is { } mobile ? Mask.Mobile(vault.OpenText(mobile, DocumentVault.OperatorMobile)) : null,
            row.LicenceValidUntil,
            row.LetterDate
        );

    /// <summary>Identity number and mobile as they were typed; the caller writes the audit record.</summary>
    internal (string IdentityNumber, string Mobile) InFull(CertificationCase row) =>
        (
            row.IdentityNumberSealed is { } number ? vault.OpenText(number, DocumentVault.IdentityNumber) : string.Empty,
            row.OperatorMobileSealed is { } mobile ? vault.OpenText(mobile, DocumentVault.OperatorMobile) : string.Empty
        );

    /// <summary>One value of the application as it was typed, to be held against a document.</summary>
    internal string Claimed(CertificationCase row, FactField field) => row.Value(field, vault);

    /// <summary>What is kept of what a document says.</summary>
    internal string Keep(FactField field, string says) => ReadingRules.IsSecret(field) ? vault.SealText(says, DocumentVault.Reading) : says;

    /// <summary>What was read in the documents in this round; an identity number or a mobile comes masked.</summary>
    internal IReadOnlyList<ReadingView> Readings(CertificationCase row) =>
        [
            .. ReadingRules.All.Select(field =>
                row.ReadingNow(field) is { Same: { } same } reading
                    ? new ReadingView(field, same, same ? string.Empty : Shown(field, reading.Says))
                    : new ReadingView(field, null, string.Empty)
            ),
        ];

    private string Shown(FactField field, string says) =>
        field switch
        {
            FactField.IdentityNumber => Mask.Number(vault.OpenText(says, DocumentVault.Reading)),
            FactField.OperatorMobile => Mask.Mobile(vault.OpenText(says, DocumentVault.Reading)),
            _ => says,
        };

    internal IReadOnlyList<DocumentView> Documents(CertificationCase row) =>
        [
            .. row
                .Documents.OrderBy(document => document.Kind)
                .ThenByDescending(document => document.Revision)
                .Select(document => DocumentView.Of(document, vault.OpenText(document.FileNameSealed, DocumentVault.FileName))),
        ];

    internal static IReadOnlyList<RemarkView> Remarks(CertificationCase row) =>
        [
            .. row
                .Remarks.OrderByDescending(remark => remark.Id)
                .Select(remark => new RemarkView(remark.Round, remark.Subject, remark.Text, remark.ByName, remark.AtUtc)),
        ];

    internal static IReadOnlyList<EventView> Events(CertificationCase row) =>
        [
            .. row
                .Events.OrderByDescending(moment => moment.Id)
                .Select(moment => new EventView(moment.Kind, moment.ByName, moment.AtUtc, moment.Detail)),
        ];
}
