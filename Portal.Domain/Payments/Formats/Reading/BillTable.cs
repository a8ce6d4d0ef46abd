namespace Portal.Domain.Payments;

/// <summary>A bill's columns, bound by name in whatever order they stand; unknown ones are left in the file.</summary>
internal sealed class BillTable
{
    private readonly Dictionary<string, int> _at = new(StringComparer.Ordinal);

    private BillTable(string[] names) => Names = names;

    public string[] Names { get; }

    public int Count => Names.Length;

    public bool Has(string column) => _at.ContainsKey(column);

    /// <summary>0-based place of a column; -1 where the bill has none.</summary>
    public int At(string column) => _at.GetValueOrDefault(column, -1);

    /// <summary>Binds a header line; a doubled or missing column is added to the problems.</summary>
    public static BillTable Bind(
        IEnumerable<string> cells,
        int line,
        BillProblems problems,
        IEnumerable<string> required,
        Func<string, string>? canonical = null
    )
    {
        var table = new BillTable([.. cells.Select(Plain)]);
        for (var at = 0; at < table.Names.Length; at++)
        {
            var name = canonical?.Invoke(table.Names[at]) ?? table.Names[at];
            if (name.Length > 0 && !table._at.TryAdd(name, at))
            {
                problems.Add(new BillProblem(line, table.Names[at], at + 1, PaymentsRefusals.BillColumnTwice, [table.Names[at]]));
            }
        }

        foreach (var column in required.Where(column => !table.Has(column)))
        {
            problems.Add(new BillProblem(line, column, null, PaymentsRefusals.BillColumnMissing, [column]));
        }

        return table;
    }

    /// <summary>A header name without blanks, tabs, back-ticks and units; full-width brackets count as half-width ones.</summary>
    public static string Plain(string name)
    {
        var text = name.Replace('（', '(').Replace('）', ')').Replace('＋', '+').Replace('－', '-');
        foreach (var unit in (string[])["(元)", "(+元)", "(-元)"])
        {
            text = text.Replace(unit, string.Empty, StringComparison.Ordinal);
        }

        return text.Trim(' ', '\t', '`', '\'', '=', '\u3000', '\u00A0', '"', '\uFEFF');
    }
}
