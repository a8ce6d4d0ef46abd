using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Portal.Tests.Data;

/// <summary>Statements that change rows past the change tracker: those that change sealed rows have to say so to the seals.</summary>
internal static partial class PastTheSeals
{
    /// <summary>Each statement of a source that changes a sealed column of a sealed table without naming the rows.</summary>
    public static IEnumerable<string> In(string source, IReadOnlyDictionary<string, string> sets)
    {
        foreach (Match match in Change().Matches(source))
        {
            // From the end of the statement before to the end of this one.
            var from = source.LastIndexOfAny([';', '{', '}'], match.Index) + 1;
            var to = source.IndexOf(';', match.Index);
            var statement = source[from..(to < 0 ? source.Length : to)];
            var before = source[Math.Max(0, match.Index - 700)..match.Index];
            if (IsNamed(before, statement))
            {
                continue;
            }

            foreach (var table in TablesOf(statement, match.Value, sets))
            {
                if (!Excluded(table, statement, sets))
                {
                    yield return $"{table}: {Space().Replace(statement.Trim(), " ")}";
                }
            }
        }
    }

    /// <summary>Whether the statement stands within a call that names the rows, or new rows of the table are sealed after it.</summary>
    private static bool IsNamed(string before, string statement) =>
        statement.Contains(".Sealed(", StringComparison.Ordinal)
        || (before.LastIndexOf(".Sealed(", StringComparison.Ordinal) is var at and >= 0 && Depth(before[at..]) > 0);

    private static int Depth(string text) => text.Count(letter => letter == '(') - text.Count(letter => letter == ')');

    private static IEnumerable<string> TablesOf(string statement, string call, IReadOnlyDictionary<string, string> sets)
    {
        if (call.Contains("ExecuteSql", StringComparison.Ordinal) || call.Contains("CommandText", StringComparison.Ordinal))
        {
            return Written()
                .Matches(statement)
                .Select(match => match.Groups["table"].Value)
                .Where(table => SealRules.Of(table) is null)
                .Distinct();
        }

        // What stands first is what is changed; others are only asked.
        var named = sets.Select(set =>
                (Set: set, At: Regex.Match(statement, $@"\.\s*{set.Key}\b") is { Success: true } found ? found.Index : -1)
            )
            .Where(one => one.At >= 0)
            .OrderBy(one => one.At)
            .Select(one => one.Set.Value)
            .Take(1)
            .ToArray();
        return named.Length == 0 ? ["(a query of its own)"] : named.Where(table => SealRules.Of(table) is null);
    }

    /// <summary>Only columns that are not sealed are set.</summary>
    private static bool Excluded(string table, string statement, IReadOnlyDictionary<string, string> sets)
    {
        var set = SetProperty()
            .Matches(statement)
            .Select(match => match.Groups["column"].Value)
            .Concat(SetColumn().Matches(statement).Select(match => match.Groups["column"].Value))
            .ToArray();
        return set.Length > 0 && sets.Values.Contains(table) && set.All(column => SealRules.Of(table, column) is not null);
    }

    /// <summary>The sets of the context and the tables behind them.</summary>
    public static Dictionary<string, string> Sets(PortalDb db) =>
        typeof(PortalDb)
            .GetProperties(
                System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic
            )
            .Where(one => one.PropertyType.IsGenericType && one.PropertyType.GetGenericTypeDefinition() == typeof(DbSet<>))
            .ToDictionary(one => one.Name, one => db.Model.FindEntityType(one.PropertyType.GetGenericArguments()[0])!.GetTableName()!);

    [GeneratedRegex(@"ExecuteUpdateAsync\(|ExecuteDeleteAsync\(|ExecuteSql(Raw)?Async\(|CommandText\s*=")]
    private static partial Regex Change();

    [GeneratedRegex("""(INSERT INTO|UPDATE|DELETE FROM)\s+\\?"(?<table>\w+)\\?"(?!\s*WHERE\s*\(\\?"Table)""")]
    private static partial Regex Written();

    [GeneratedRegex(@"SetProperty\(\s*\w+ => \w+\.(?<column>\w+),")]
    private static partial Regex SetProperty();

    [GeneratedRegex("""\bSET\s+"(?<column>\w+)" =""")]
    private static partial Regex SetColumn();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
