using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Data;

/// <summary>The outcome of one check: which promise, whether it holds, and what was seen (the first bad row when it does not).</summary>
public sealed record ProofResult(string Id, bool Ok, string Detail);

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

/// <summary>One promise of docs/invariants.md that the stored data can prove or disprove. A module registers its own.</summary>
internal interface IProof
{
    /// <summary>The promise's number, e.g. <c>I-01</c>.</summary>
    string Id { get; }

    Task<ProofResult> Check(PortalDb db, CancellationToken ct);
}

/// <summary>
/// A word of a catalogue within a proof's query. It is written into the query, not sent beside it: databases plan as if it had been typed.
/// </summary>
internal readonly record struct SqlWord(string Text);

internal static class Disproofs
{
    /// <summary>
    /// The first, in order, of the rows that break a promise, by their column "Value"; null when none does. It is read as the least of all, not
    /// as the first of a sorted list: for the latter PostgreSQL plans to end early, as if rows were to be found, and joins row by row; books
    /// without a fault have none, and the proof of 60,000 statements took minutes.
    /// </summary>
    public static Task<string?> Disproof(this PortalDb db, FormattableString rows, CancellationToken ct)
    {
        var (query, values) = Written(rows);
        return db
            .Database.SqlQuery<string?>(FormattableStringFactory.Create($"SELECT MIN(\"Value\") AS \"Value\" FROM ({query}) bad", values))
            .SingleAsync(ct);
    }

    private static (string Query, object?[] Values) Written(FormattableString rows)
    {
        var values = new List<object?>();
        var places = new List<object?>();
        foreach (var argument in rows.GetArguments())
        {
            if (argument is SqlWord word)
            {
                places.Add(word.Text);
                continue;
            }

            places.Add($"{{{values.Count}}}");
            values.Add(argument);
        }

        return (string.Format(System.Globalization.CultureInfo.InvariantCulture, rows.Format, [.. places]), [.. values]);
    }
}
