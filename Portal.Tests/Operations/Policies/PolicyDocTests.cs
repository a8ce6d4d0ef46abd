using System.Globalization;
using System.Text;
using Portal.Components.Admin.Policies;

namespace Portal.Tests.Operations.Policies;

/// <summary>docs/operating/policies.md is the catalogue of the code, printed. Set PORTAL_WRITE_DOCS=1 to write it anew.</summary>
public sealed class PolicyDocTests
{
    [Fact]
    public void The_page_of_policies_is_the_catalogue()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new CultureInfo("en");
        var path = Repository.PathOf("docs", "operating", "policies.md");
        var printed = Print();
        if (Environment.GetEnvironmentVariable("PORTAL_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, printed);
        }

        Assert.Equal(printed, File.ReadAllText(path));
    }

    private static string Print()
    {
        var text = new StringBuilder(
            """
            # Policies

            Printed from `Portal.Domain/Kernel/Policies` by a test; edit the code, not this page.

            Numbers that the operator changes while the portal runs, on *Administration → Policies*: for each what holds, since when and by whom, what
            comes next, and everything it ever was. Every change is in the audit trail with both values. What is read at a start is in
            [settings](settings.md); prices are [fee rules](../guide/finance.md).

            - **From an instant.** A change holds at once, or from a time within 400 days. It never reaches back: one that a second person agrees to after
              its time holds from their agreement on. All servers go by it from the same instant; nothing is cached.
            - **Two people.** A change the way that the column *two people* names loosens a control: it asks for a fresh confirmation and waits for a
              second administrator, who agrees to exactly what was shown. If the policy moves meanwhile, the proposal falls. The other way one
              administrator is enough, and it holds at once. On a site with one administrator nothing is loosened: make a second.
            - **Taken back.** What has not begun can be withdrawn by one administrator; what holds is changed by another value.
            - **Sessions** keep what was in force when they began, **certificates** the grace in force on their last day.


            """.ReplaceLineEndings("\n")
        );
        foreach (var group in PolicyCatalogue.All.GroupBy(policy => policy.Facts.Group))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {PolicyLabels.Of(group.Key)}\n\n");
            text.Append("| policy | standard | bounds | two people | source | meaning |\n|---|--:|---|---|---|---|\n");
            foreach (var policy in group)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{policy.Key}` | {PolicyLabels.Value(policy, policy.Facts.Standard)} | {PolicyLabels.Bounds(policy)} | {Two(policy)} | {Cited(policy.Facts.Source)} | {PolicyLabels.Of(policy)}. {PolicyLabels.Text(policy)} |\n"
                );
            }

            text.Append('\n');
        }

        text.Append(
            "## Packs\n\nLoaded from the same page: the differences are shown first, and are one change that is agreed to whole.\n"
        );
        foreach (var pack in PolicyPacks.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {PolicyLabels.Pack(pack.Name)}\n\n{PolicyLabels.PackText(pack.Name)}\n\n");
            text.Append("| policy | value | source |\n|---|--:|---|\n");
            foreach (var value in pack.Values)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{value.Policy.Key}` | {PolicyLabels.Value(value.Policy, value.Number)} | {Cited(value.Source)} |\n"
                );
            }
        }

        return text.ToString();
    }

    private static string Two(Policy policy) =>
        policy.Facts.Loosens switch
        {
            Loosens.Never => "",
            Loosens.Up => "up",
            Loosens.Down => "down",
            Loosens.EitherWay => "up and down",
        };

    private static string Cited(PolicySource source) =>
        source == PolicySources.Portal ? "own"
        : source.Url is { } url ? $"[{PolicyLabels.Of(source)}]({url})"
        : PolicyLabels.Of(source);
}
