using Portal.Domain.Accounts;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

public enum DocumentState
{
    Waiting,
    Accepted,
    Replace,
}

/// <summary>One version of one document. Its file is encrypted in the vault; the name it had is only text.</summary>
public sealed class CaseDocument : IOfMerchant
{
    private CaseDocument() { }

    internal CaseDocument(
        CertificationCase of,
        DocumentKind kind,
        int revision,
        string fileNameSealed,
        string storedName,
        CleanUpload file,
        Actor by,
        DateTime nowUtc
    )
    {
        (MerchantId, Kind, Revision, FileNameSealed, StoredName) = (of.MerchantId, kind, revision, fileNameSealed, storedName);
        (MediaType, Bytes, Width, Height) = (file.MediaType, file.Content.Length, file.Width, file.Height);
        (UploadedByName, UploadedUtc, State) = (by.Name, nowUtc, DocumentState.Waiting);
    }

    public long Id { get; private set; }
    public long CaseId { get; private set; }
    public long MerchantId { get; private set; }
    public DocumentKind Kind { get; private set; }
    public int Revision { get; private set; }

    /// <summary>Sealed: people put names into names of files.</summary>
    public string FileNameSealed { get; private set; } = string.Empty;
    public string StoredName { get; private set; } = string.Empty;
    public string MediaType { get; private set; } = string.Empty;
    public long Bytes { get; private set; }
    public int Width { get; private set; }
    public int Height { get; private set; }
    public DocumentState State { get; private set; }
    public string UploadedByName { get; private set; } = string.Empty;
    public DateTime UploadedUtc { get; private set; }

    internal void Judge(DocumentState state) => State = state;
}

/// <summary>What a reviewer asks for, about one field or document, in one round.</summary>
public sealed class CaseRemark : IOfMerchant
{
    private CaseRemark() { }

    internal CaseRemark(long merchantId, int round, RemarkSubject subject, string text, Actor by, DateTime nowUtc) =>
        (MerchantId, Round, Subject, Text, ByName, AtUtc) = (merchantId, round, subject, text, by.Name, nowUtc);

    public long Id { get; private set; }
    public long CaseId { get; private set; }
    public long MerchantId { get; private set; }
    public int Round { get; private set; }
    public RemarkSubject Subject { get; private set; }
    public string Text { get; private set; } = string.Empty;
    public string ByName { get; private set; } = string.Empty;
    public DateTime AtUtc { get; private set; }
}

/// <summary>A reviewer's answer to one line of the checklist in one round.</summary>
public sealed class CaseVerdict : IOfMerchant
{
    private CaseVerdict() { }

    internal CaseVerdict(long merchantId, int round, ChecklistItem item) => (MerchantId, Round, Item) = (merchantId, round, item);

    public long Id { get; private set; }
    public long CaseId { get; private set; }
    public long MerchantId { get; private set; }
    public int Round { get; private set; }
    public ChecklistItem Item { get; private set; }
    public bool? Passed { get; private set; }
    public string Note { get; private set; } = string.Empty;
    public string ByName { get; private set; } = string.Empty;
    public DateTime AtUtc { get; private set; }

    internal CaseVerdict ForRound(int round) =>
        new(MerchantId, round, Item)
        {
            Passed = Passed,
            Note = Note,
            ByName = ByName,
            AtUtc = AtUtc,
        };

    /// <summary>What it judged has changed since.</summary>
    internal void TakeBack() => (Passed, Note) = (null, string.Empty);

    internal void Answer(bool? passed, string note, Actor by, DateTime nowUtc) =>
        (Passed, Note, ByName, AtUtc) = (passed, passed is null ? string.Empty : note, by.Name, nowUtc);
}

public enum CaseEventKind
{
    Opened,
    FeePaid,
    FeeWaived,
    Submitted,
    ReviewStarted,
    ChangesRequested,
    Resubmitted,
    Approved,
    Rejected,
    Withdrawn,
    Expired,
    PapersDeleted,
}

/// <summary>A line of the case's timeline.</summary>
public sealed class CaseEvent : IOfMerchant
{
    private CaseEvent() { }

    internal CaseEvent(long merchantId, CaseEventKind kind, Actor by, DateTime atUtc, string? detail) =>
        (MerchantId, Kind, ByName, AtUtc, Detail) = (merchantId, kind, by.Kind == ActorKind.User ? by.Name : null, atUtc, detail);

    public long Id { get; private set; }
    public long CaseId { get; private set; }
    public long MerchantId { get; private set; }
    public CaseEventKind Kind { get; private set; }

    /// <summary>The person; null when the portal did it by itself.</summary>
    public string? ByName { get; private set; }
    public DateTime AtUtc { get; private set; }
    public string? Detail { get; private set; }
}

/// <summary>A numbered receipt for one attempt's fee; the numbers have no gaps.</summary>
internal sealed class CertificationReceipt : IOfMerchant
{
    private CertificationReceipt() { }

    internal CertificationReceipt(CertificationCase of, string number, Money fee, bool waived, long entryId, DateTime nowUtc)
    {
        (CaseId, MerchantId, Number, FeeMinor, Currency) = (of.Id, of.MerchantId, number, fee.MinorUnits, fee.Currency.Code);
        (WaivedMinor, EntryId, IssuedUtc) = (waived ? fee.MinorUnits : 0, entryId, nowUtc);
    }

    public long Id { get; private set; }
    public long CaseId { get; private set; }
    public long MerchantId { get; private set; }

    /// <summary><c>RC-2026-000001</c>.</summary>
    public string Number { get; private set; } = string.Empty;
    public long FeeMinor { get; private set; }
    public long WaivedMinor { get; private set; }
    public string Currency { get; private set; } = string.Empty;

    /// <summary>The ledger entry that booked it.</summary>
    public long EntryId { get; private set; }
    public DateTime IssuedUtc { get; private set; }
}
