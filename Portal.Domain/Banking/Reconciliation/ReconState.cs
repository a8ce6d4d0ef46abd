namespace Portal.Domain.Banking;

/// <summary>Where a line ends up: exactly one of these.</summary>
public enum ReconState
{
    Matched,

    /// <summary>They have it, we do not.</summary>
    MissingHere,

    /// <summary>We have it, they do not.</summary>
    MissingThere,
    AmountDiffers,

    /// <summary>They have it once more than we do.</summary>
    Duplicate,
}
