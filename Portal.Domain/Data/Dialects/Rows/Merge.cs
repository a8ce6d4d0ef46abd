namespace Portal.Domain.Data;

/// <summary>What a row that is there already takes of the one that comes.</summary>
internal enum Merge
{
    /// <summary>The new value in place of the old.</summary>
    Replace,

    /// <summary>Both together.</summary>
    Add,

    /// <summary>The smaller, or the larger, of the two.</summary>
    Least,
    Greatest,
}
