namespace Portal.Domain.Kernel;

/// <summary>How large a picture may be: pixels of its longer side, pixels in all, and bytes of what is kept of it.</summary>
internal readonly record struct ImageBounds(int Side, long Pixels, int Bytes)
{
    public bool Hold(int width, int height) => width <= Side && height <= Side && (long)width * height <= Pixels;
}
