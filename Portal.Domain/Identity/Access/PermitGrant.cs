namespace Portal.Domain.Identity;

/// <summary>How a custom role may come by a permit.</summary>
public enum PermitGrant
{
    /// <summary>Not a permit of organisations, or one that every member has anyway.</summary>
    None,

    /// <summary>May be ticked.</summary>
    Free,

    /// <summary>May be ticked; the matrix marks it because it moves money.</summary>
    Money,

    /// <summary>Stays with owners.</summary>
    OwnerOnly,
}
