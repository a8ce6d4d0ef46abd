namespace Portal.Domain.Accounts;

/// <summary>A file that passed: what its content is (its name is not asked), its pixels (0 for a PDF), and the bytes worth keeping.</summary>
internal sealed record CleanUpload(UploadKind Kind, int Width, int Height, byte[] Content)
{
    public string MediaType =>
        Kind switch
        {
            UploadKind.Jpeg => "image/jpeg",
            UploadKind.Png => "image/png",
            UploadKind.Pdf => "application/pdf",
        };
}
