using System.Text.RegularExpressions;

namespace Portal.Tests.Architecture;

/// <summary>
/// Nothing is taken away silently: where the components of a folder ask whether the reader holds a permit, they also tell whoever lacks it
/// why, and who can give it.
/// </summary>
public sealed partial class WhyNotTests
{
    /// <summary>Asked for another reason than to take an action away.</summary>
    private static readonly HashSet<string> NoAction =
    [
        "Accounts ViewCertification: reads the standings when they may be read",
        "Approvals ViewApprovals: which of two lists the crumbs lead to",
        "Layout ViewMerchant: tells a stranger from a member who lacks something",
        "Overview ViewPayments: which figures the overview is made of",
        "Overview ViewFollowers: as above",
        "People ViewLooks: a tab that leads to a page of its own",
    ];

    [Fact]
    public void Whoever_lacks_a_permit_is_told_why_an_action_is_not_theirs()
    {
        var silent = Silent(Repository.PathOf("Portal", "Components")).ToList();
        var known = NoAction.Select(line => line.Split(':')[0]).ToList();
        Assert.Empty(silent.Except(known));
        Assert.Empty(known.Except(silent).Select(line => $"{line} need not be left out any more"));
    }

    [Fact]
    public void A_page_that_hides_a_button_without_a_word_is_found()
    {
        var root = Directory.CreateTempSubdirectory().FullName;
        Directory.CreateDirectory(Path.Combine(root, "Bills"));
        File.WriteAllText(Path.Combine(root, "Bills", "Bad.razor.cs"), "mayImport = me.May(Permit.ImportBills);");
        Assert.Equal(["Bills ImportBills"], Silent(root));
        File.WriteAllText(Path.Combine(root, "Bills", "Bad.razor"), "<IfMay Permit=\"Permit.ImportBills\" Text=\"x\" />");
        Assert.Empty(Silent(root));
    }

    private static IEnumerable<string> Silent(string root) =>
        from folder in Directory.GetDirectories(root)
        let name = Path.GetFileName(folder)
        where name != "Shared"
        let text = string.Concat(Repository.Sources(folder, ".razor", ".cs").Select(file => file.Text))
        let told = Told().Matches(text).Select(match => match.Groups["permit"].Value).ToHashSet()
        from permit in Asked().Matches(text).Select(match => match.Groups["permit"].Value).Distinct()
        where !told.Contains(permit)
        select $"{name} {permit}";

    [GeneratedRegex(@"\bMay\((?:Domain\.Identity\.)?Permit\.(?<permit>\w+)")]
    private static partial Regex Asked();

    [GeneratedRegex("<(?:IfMay|WhyNot) Permit=\"Permit\\.(?<permit>\\w+)\"")]
    private static partial Regex Told();
}
