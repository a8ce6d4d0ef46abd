namespace Portal.Domain.Fees;

public enum FeeStepKind
{
    /// <summary>A rate on the amount, or on the part of it that lies in a tier.</summary>
    Share,

    /// <summary>The shares together, rounded half up to the minor unit.</summary>
    Rounded,
    Fixed,
    Minimum,
    Cap,

    /// <summary>Never more than the amount itself.</summary>
    AtMostAmount,
    Result,
}
