using System.Reflection;

namespace Portal.Domain.Risk;

/// <summary>The word and host lists as shipped: plain text beside this file, so that a change of the list is a readable diff.</summary>
internal static class RiskLists
{
    public static IReadOnlyList<(string Kind, string Value)> Terms { get; } = Read("banned-terms.txt");

    public static IReadOnlyList<(string Kind, string Value)> Hosts { get; } = Read("link-hosts.txt");

    public static IReadOnlyList<(string Kind, string Value)> TopDomains { get; } = Read("top-domains.txt");

    private static List<(string Kind, string Value)> Read(string name)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream("Portal.Domain.Risk." + name)
            ?? throw new InvalidOperationException($"The list {name} is not embedded.");
        using var reader = new StreamReader(stream);
        var rows = new List<(string, string)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            rows.Add((line[..tab], line[(tab + 1)..]));
        }

        return rows;
    }
}
