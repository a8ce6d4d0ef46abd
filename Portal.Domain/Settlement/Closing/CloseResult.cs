using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Settlement;

/// <summary>What a closing came to: the statements made by it.</summary>
public sealed record CloseResult(int Statements, long GrossMinor, long RefundMinor, long FeeMinor, long NetMinor, int Failures)
{
    internal static CloseResult None { get; } = new(0, 0, 0, 0, 0, 0);

    internal static CloseResult Of(IReadOnlyCollection<Statement> made) =>
        new(
            made.Count,
            made.Sum(row => row.GrossMinor),
            made.Sum(row => row.RefundMinor),
            made.Sum(row => row.FeeMinor - row.FeeReturnedMinor),
            made.Sum(row => row.LinesMinor),
            0
        );

    internal CloseResult With(CloseResult other) =>
        new(
            Statements + other.Statements,
            GrossMinor + other.GrossMinor,
            RefundMinor + other.RefundMinor,
            FeeMinor + other.FeeMinor,
            NetMinor + other.NetMinor,
            Failures + other.Failures
        );
}
