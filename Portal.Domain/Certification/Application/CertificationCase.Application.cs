using System.Globalization;
using Portal.Domain.Accounts;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

/// <summary>The merchant's side of a case: what they type and upload, and what of it may be altered when.</summary>
internal sealed partial class CertificationCase
{
    /// <summary>
    /// Takes the typed values; checks only what a half-filled form can promise (lengths, shapes of what is there). While the reviewer asks,
    /// only what they ask about may be altered, and what is altered is judged again.
    /// </summary>
    internal void Fill(ApplicationForm form, DocumentVault vault, DateOnly today)
    {
        DemandEditable();
        var before = Values(vault);
        var check = new FormCheck();
        var legalName = check.Of(() => Text.Optional(form.LegalName, nameof(form.LegalName), NameMax));
        var code = CreditCodeRules.Normalise(form.CreditCode);
        code = code.Length > 0 ? check.Of(() => CreditCodes.Parse(code)) : code;
        var representative = check.Of(() => Text.Optional(form.LegalRepresentative, nameof(form.LegalRepresentative), PersonMax));
        var operatorName = check.Of(() => Text.Optional(form.OperatorName, nameof(form.OperatorName), PersonMax));
        var identity = IdentityNumberRules.Normalise(form.IdentityNumber);
        var mobile = (form.OperatorMobile ?? string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal);
        check.Of(() => DemandShapes(identity, mobile, today));
        check.Demand();
        (LegalName, CreditCode, LegalRepresentative, OperatorName) = (legalName, code, representative, operatorName);

        // An empty box keeps what was typed before: the page never shows these two again in full.
        IdentityNumberSealed = identity.Length > 0 ? vault.SealText(identity, DocumentVault.IdentityNumber) : IdentityNumberSealed;
        OperatorMobileSealed = mobile.Length > 0 ? vault.SealText(mobile, DocumentVault.OperatorMobile) : OperatorMobileSealed;
        LicenceValidUntil = form.LicenceValidUntil;
        LetterDate = form.LetterDate;
        if (State == CaseState.NeedsInfo)
        {
            Alter(before, Values(vault));
        }
        else if (State == CaseState.FeeDue)
        {
            Move(CaseState.Draft);
        }
    }

    private static void DemandShapes(string identity, string mobile, DateOnly today)
    {
        var check = new FormCheck();
        if (identity.Length > 0 && !IdentityNumberRules.IsValid(identity, today))
        {
            check.Of(() => throw new Refusal(CertificationRefusals.IdentityNumberWrong).On(nameof(ApplicationForm.IdentityNumber)));
        }

        if (mobile.Length > 0 && !IsMobile(mobile))
        {
            check.Of(() => throw new Refusal(CertificationRefusals.MobileWrong).On(nameof(ApplicationForm.OperatorMobile)));
        }

        check.Demand();
    }

    /// <summary>What may be altered now: everything before it is handed in, then only what the reviewer asks about.</summary>
    public IReadOnlyList<FactField> OpenFields =>
        State switch
        {
            CaseState.Draft or CaseState.FeeDue => ReadingRules.All,
            CaseState.NeedsInfo => [.. OpenRemarks.SelectMany(remark => ChecklistRules.Opened(remark.Subject)).Distinct()],
            _ => [],
        };

    /// <summary>Begins with what the last case said; its documents stay with it.</summary>
    internal void TakeOver(CertificationCase last)
    {
        DemandEditable();
        (LegalName, LegalRepresentative, IdentityNumberSealed) = (last.LegalName, last.LegalRepresentative, last.IdentityNumberSealed);
        (OperatorName, OperatorMobileSealed, LicenceValidUntil) = (last.OperatorName, last.OperatorMobileSealed, last.LicenceValidUntil);
    }

    internal CaseDocument Attach(DocumentKind kind, string fileNameSealed, string storedName, CleanUpload file, Actor by, DateTime nowUtc)
    {
        DemandEditable();
        var current = Current(kind);
        if (State == CaseState.NeedsInfo && current?.State == DocumentState.Accepted)
        {
            throw new Refusal(CertificationRefusals.DocumentAccepted).On(kind.ToString());
        }

        var document = new CaseDocument(this, kind, (current?.Revision ?? 0) + 1, fileNameSealed, storedName, file, by, nowUtc);
        _documents.Add(document);
        if (State == CaseState.NeedsInfo)
        {
            TakeBack(ChecklistRules.DecidedBy(kind));
        }
        else if (State == CaseState.FeeDue)
        {
            Move(CaseState.Draft);
        }

        return document;
    }

    /// <summary>Everything is there: the fee is due.</summary>
    internal void Complete(Merchant merchant)
    {
        DemandComplete(merchant);
        if (State != CaseState.FeeDue)
        {
            Move(CaseState.FeeDue);
        }
    }

    private void DemandComplete(Merchant merchant)
    {
        var form = new FormCheck();
        form.Of(() => Demand(LegalName, nameof(LegalName)));
        form.Of(() => Demand(CreditCode, nameof(CreditCode)));
        form.Of(() => Demand(LegalRepresentative, nameof(LegalRepresentative)));
        form.Of(() => Demand(IdentityNumberSealed, nameof(ApplicationForm.IdentityNumber)));
        form.Of(() => Demand(OperatorName, nameof(OperatorName)));
        form.Of(() => Demand(OperatorMobileSealed, nameof(ApplicationForm.OperatorMobile)));
        form.Of(() => Demand(LicenceValidUntil, nameof(LicenceValidUntil)));
        form.Of(() => Demand(LetterDate, nameof(LetterDate)));
        form.Of(() => DemandOwnCode(merchant));
        foreach (var kind in DocumentRules.All.Where(kind => DocumentRules.IsRequired(kind) && Current(kind) is null))
        {
            form.Of(() => throw new Refusal(CertificationRefusals.DocumentMissing).On(kind.ToString()));
        }

        form.Demand();
    }

    private void DemandOwnCode(Merchant merchant)
    {
        if (CreditCode.Length > 0 && CreditCode != merchant.CreditCode)
        {
            throw new Refusal(CertificationRefusals.CreditCodeDiffers, merchant.CreditCode).On(nameof(CreditCode));
        }
    }

    /// <summary>The values as they stand, to be compared; only here in the open.</summary>
    internal string Value(FactField field, DocumentVault vault) =>
        field switch
        {
            FactField.LegalName => LegalName,
            FactField.CreditCode => CreditCode,
            FactField.LegalRepresentative => LegalRepresentative,
            FactField.IdentityNumber => IdentityNumberSealed is { } number
                ? vault.OpenText(number, DocumentVault.IdentityNumber)
                : string.Empty,
            FactField.OperatorName => OperatorName,
            FactField.OperatorMobile => OperatorMobileSealed is { } mobile
                ? vault.OpenText(mobile, DocumentVault.OperatorMobile)
                : string.Empty,
            FactField.LicenceValidUntil => Iso(LicenceValidUntil),
            FactField.LetterDate => Iso(LetterDate),
        };

    private Dictionary<FactField, string> Values(DocumentVault vault) =>
        ReadingRules.All.ToDictionary(field => field, field => Value(field, vault));

    private void Alter(Dictionary<FactField, string> before, Dictionary<FactField, string> after)
    {
        var open = OpenFields;
        foreach (var field in ReadingRules.All.Where(field => before[field] != after[field]))
        {
            if (!open.Contains(field))
            {
                throw new Refusal(CertificationRefusals.NotAsked).On(field.ToString());
            }

            TakeBack(ChecklistRules.DecidedBy(field));
        }
    }

    // What passed was another value or another version: the line is open again, and the document it speaks about is looked at again.
    private void TakeBack(IReadOnlyList<ChecklistItem> lines)
    {
        foreach (var verdict in _verdicts.Where(row => row.Round == Round && lines.Contains(row.Item)))
        {
            verdict.TakeBack();
        }

        foreach (var kind in DocumentRules.All.Where(kind => ChecklistRules.Of(kind).Any(lines.Contains)))
        {
            if (Current(kind) is { State: DocumentState.Accepted } accepted)
            {
                accepted.Judge(DocumentState.Waiting);
            }
        }
    }

    private static void Demand(object? value, string field)
    {
        if (value is null or "")
        {
            throw new Refusal(KernelRefusals.Required).On(field);
        }
    }

    private static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;

    internal static bool IsMobile(string mobile) =>
        mobile.Length == 11 && mobile[0] == '1' && mobile[1] is >= '3' and <= '9' && mobile.All(char.IsAsciiDigit);
}
