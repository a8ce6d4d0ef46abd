using Portal.Domain.Kernel;

namespace Portal.Domain.Accounts;

/// <summary>A file that passed: what its content is (its name is not asked), its pixels (0 for a PDF), and the bytes worth keeping.</summary>
internal sealed record CleanUpload(string MediaType, int Width, int Height, byte[] Content)
{
    public CleanUpload(CleanPicture picture)
        : this(picture.MediaType, picture.Width, picture.Height, picture.Bytes) { }
}
