using Portal.Domain.Certification;
using Portal.Domain.Reports;
using Portal.Tests.Certification;

namespace Portal.Tests.Reports;

/// <summary>The search box leads to what its reader may open, and knows nothing of the rest.</summary>
public sealed class JumpTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, BothDatabases]
    public async Task A_number_leads_there_for_who_may_open_it(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        await Applicant.In(world, "other");
        var number = await applicant.Submit();
        var zhao = await world.Person("zhao", StaffRole.Reviewer);
        var editor = await world.Member(applicant.Merchant, MerchantRole.ContentEditor, "editor");
        var jumps = world.Get<JumpService>();
        var account = (await applicant.View()).Account.Number;

        var mine = Assert.Single(await jumps.Find(applicant.Owner, number.ToLowerInvariant(), None));
        Assert.Equal((JumpKind.Case, "qinghe", applicant.Handle), (mine.Kind, mine.Merchant, mine.Key));
        Assert.Equal(string.Empty, Assert.Single(await jumps.Find(zhao, number, None)).Merchant);
        Assert.Empty(await jumps.Find(editor, number, None));
        Assert.Empty(await jumps.Find(world.Stranger, number, None));
        Assert.Empty(await jumps.Find(world.Stranger, account, None));
        Assert.Equal(JumpKind.Account, Assert.Single(await jumps.Find(editor, account, None)).Kind);
        Assert.Equal(["qinghe"], (await jumps.Find(applicant.Owner, "qinghe", None)).Select(one => one.Merchant).Distinct());
        Assert.Empty(await jumps.Find(applicant.Owner, "other", None));
        Assert.Contains(await jumps.Find(zhao, "other", None), one => one.Kind == JumpKind.Merchant);
    }
}
