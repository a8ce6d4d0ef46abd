namespace Portal.Domain.Kernel;

/// <summary>
/// What part of a list is wanted: keyset paging by id, newest first. <see cref="Before"/> asks for rows older than that id,
/// <see cref="After"/> for the page just newer than it; neither asks for the newest page.
/// </summary>
public sealed record PageAsk(int Size = 25, long? Before = null, long? After = null)
{
    public const int SizeMax = 100;

    public int Take => Math.Clamp(Size, 1, SizeMax);
}

/// <summary>One page of rows, newest first, with the keys that lead to its neighbours (null where there is none).</summary>
public sealed record Page<T>(IReadOnlyList<T> Rows, long? Newer, long? Older, long? Count = null)
{
    public static Page<T> Empty { get; } = new([], null, null, 0);
}
