using Portal.Domain.Accounts;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

/// <summary>One version of one document. Its file is encrypted in the vault; the name it had is only text.</summary>
internal sealed class CaseDocument : IOfMerchant
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
