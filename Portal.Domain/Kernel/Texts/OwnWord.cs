namespace Portal.Domain.Kernel;

/// <summary>
/// A word of the product's own in a column where persons' words stand too: why an item is settled, who agreed to a batch. It begins with a
/// mark that nothing typed begins with, because what persons type is trimmed (<see cref="Text"/>): so the reader's language is found for ours,
/// and theirs is shown as it is, whatever it says.
/// </summary>
public static class OwnWord
{
    public const string Mark = " ";

    public static string Of(string word) => Mark + word;

    /// <summary>The word when it is ours; null when a person wrote it, or nobody did.</summary>
    public static string? Read(string? stored) =>
        stored is not null && stored.StartsWith(Mark, StringComparison.Ordinal) ? stored[Mark.Length..] : null;

    /// <summary>As it is read where both are shown as they are.</summary>
    public static string Plain(string stored) => Read(stored) ?? stored;
}
