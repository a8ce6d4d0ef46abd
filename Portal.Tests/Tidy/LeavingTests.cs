using System.Text.RegularExpressions;

namespace Portal.Tests.Tidy;

/// <summary>
/// A page that goes on after an act says so with LeadOn: a plain navigation leaves the old page acting until the new one is there, and the
/// second half of a double click does it all again.
/// </summary>
public sealed partial class LeavingTests
{
    [Fact]
    public void After_an_act_a_page_leads_on() =>
        Assert.Empty(
            Repository
                .Sources(Repository.PathOf("Portal", "Components"), ".razor.cs")
                .Where(file => IsPage(file.Path) && GoesByItself(file.Text))
                .Select(file => file.Path)
        );

    [Fact]
    public void A_page_that_navigates_by_itself_after_an_act_is_found()
    {
        Assert.True(GoesByItself("if (await Act(me => Roles.Save(me, form, Gone)))\n{\n    Navigation.NavigateTo(Urls.Roles);\n}"));
        Assert.True(
            GoesByItself("var done = await Act(async me => number = await X.Do(me));\nif (done)\n{\n    Nav.NavigateTo(Urls.X);\n}")
        );
        Assert.False(GoesByItself("if (await Act(me => Roles.Save(me, form, Gone)))\n{\n    LeadOn(Urls.Roles);\n}"));
    }

    // Pages without a circuit act once a request.
    private static bool IsPage(string path) => Inherits().IsMatch(File.ReadAllText(Repository.PathOf(path[..^".cs".Length].Split('/'))));

    private static bool GoesByItself(string text) => AfterAct().IsMatch(text);

    [GeneratedRegex(@"@inherits (PortalPage|DraftPage)")]
    private static partial Regex Inherits();

    [GeneratedRegex(@"\bAct\((async )?(me|actor) =>[^{}]*(\)|;)\s*(if \((done|saved)\)\s*)?\{[^{}]*\.NavigateTo\(")]
    private static partial Regex AfterAct();
}
