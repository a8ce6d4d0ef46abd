namespace Portal.Domain.Data;

/// <summary>What was stored and is not what was written there: corruption, for a proof to report and not to fail at.</summary>
internal static class Unreadable
{
    private const int CharsMax = 200;

    /// <summary>Whether reading failed at a value, and not at the database.</summary>
    public static bool Is(Exception fault) =>
        fault is InvalidOperationException or InvalidCastException or FormatException or OverflowException or ArgumentException
        && fault is not ObjectDisposedException;

    public static string Words(Exception fault) => Kernel.Text.Cut(fault.GetBaseException().Message, CharsMax);
}
