namespace Portal.Domain.Kernel;

/// <summary>A picture that was drawn and written anew: its kind, its size in pixels and bytes that hold nothing but the picture.</summary>
internal sealed record CleanPicture(ImageKind Kind, int Width, int Height, byte[] Bytes)
{
    public string MediaType =>
        Kind switch
        {
            ImageKind.Png => "image/png",
            ImageKind.Jpeg => "image/jpeg",
        };
}
