using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Data;

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
