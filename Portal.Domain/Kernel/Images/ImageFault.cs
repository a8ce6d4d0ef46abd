namespace Portal.Domain.Kernel;

/// <summary>Why a picture was not taken.</summary>
internal enum ImageFault
{
    /// <summary>By its content it is neither a PNG nor a JPEG.</summary>
    NotAnImage,

    /// <summary>It begins as one, and cannot be drawn to its end.</summary>
    Damaged,

    /// <summary>More pixels, or a longer side, than are drawn here.</summary>
    TooManyPixels,

    /// <summary>It moves, or another kind of file is hidden in it.</summary>
    NotOnlyAPicture,

    /// <summary>A whole picture, and larger than may be kept once it is written anew.</summary>
    Grown,
}
