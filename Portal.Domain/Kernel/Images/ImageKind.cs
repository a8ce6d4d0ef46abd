namespace Portal.Domain.Kernel;

internal enum ImageKind
{
    Png,
    Jpeg,
}
