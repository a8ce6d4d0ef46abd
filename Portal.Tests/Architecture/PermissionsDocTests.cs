using System.Globalization;
using System.Text;

namespace Portal.Tests.Architecture;

/// <summary>docs/permissions.md is the table of the code, printed. Set PORTAL_WRITE_DOCS=1 to write it anew.</summary>
public sealed class PermissionsDocTests
{
    [Fact]
    public void The_permissions_page_is_the_table()
    {
        var path = Repository.PathOf("docs", "permissions.md");
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
            # Permissions

            Printed from `Portal.Domain/Identity/Access/Permits.cs` by a test; edit the code, not this page. What a row does not name is denied.
            Exporting is a permit of its own, separate from viewing.

            Kinds: *reading* shows, *exporting* hands out a file, *writing* changes, *own* concerns one's own account. Whoever views as a merchant
            reads what its owner reads and neither writes nor exports. Custom roles are made of the permits marked ○ (¥: moves money).

            | permit | kind | custom | people of the organisation | staff | jobs and shell | open to |
            |---|---|---|---|---|---|---|

            """
        );
        foreach (var rule in Permits.Table)
        {
            var open = rule.Openness switch
            {
                Openness.Named => "",
                Openness.SignedIn => "anyone signed in, for what is their own",
                Openness.Anyone => "everybody",
            };
            var members = rule.Merchant.Count == Enum.GetValues<MerchantRole>().Length ? "every member" : string.Join(", ", rule.Merchant);
            var fact = Permits.Of(rule.Permit);
            var custom = fact.Grant switch
            {
                PermitGrant.Free => "○",
                PermitGrant.Money => "¥",
                PermitGrant.OwnerOnly => "owners only",
                PermitGrant.None => CustomRoleHas(rule.Permit) ? "always" : "",
            };
            var kind = fact.Kind.ToString().ToLowerInvariant();
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {rule.Permit} | {kind} | {custom} | {members} | {string.Join(", ", rule.Staff)} | {string.Join(", ", rule.System)} | {open} |\n"
            );
        }

        return text.ToString();
    }

    private static bool CustomRoleHas(Permit permit) => Permits.Of(permit).Delegable;
}
