namespace Portal.Domain.Identity;

/// <summary>What using a permit does; decides what is left to somebody who only looks on.</summary>
public enum PermitKind
{
    /// <summary>Shows something.</summary>
    Reading,

    /// <summary>Hands data out as a file: never part of viewing.</summary>
    Exporting,

    /// <summary>Changes something, or starts what does.</summary>
    Writing,

    /// <summary>Concerns only one's own account and session; open also to who only looks on.</summary>
    Own,
}
