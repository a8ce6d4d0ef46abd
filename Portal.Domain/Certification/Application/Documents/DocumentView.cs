namespace Portal.Domain.Certification;

public sealed record DocumentView(
    long Id,
    DocumentKind Kind,
    int Revision,
    string FileName,
    string MediaType,
    long Bytes,
    DocumentState State,
    DateTime UploadedUtc
)
{
    public bool IsImage => MediaType.StartsWith("image/", StringComparison.Ordinal);

    internal static DocumentView Of(CaseDocument row, string fileName) =>
        new(row.Id, row.Kind, row.Revision, fileName, row.MediaType, row.Bytes, row.State, row.UploadedUtc);
}
