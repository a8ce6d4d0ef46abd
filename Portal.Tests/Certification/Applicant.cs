using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;
using Portal.Tests.Accounts;

namespace Portal.Tests.Certification;

/// <summary>A merchant on the way to its badge: the steps of the story, each through the services.</summary>
internal sealed class Applicant(World world, Merchant merchant, Actor owner, string handle)
{
    public static readonly CancellationToken None = CancellationToken.None;

    public World World { get; } = world;
    public Merchant Merchant { get; } = merchant;
    public Actor Owner { get; } = owner;
    public string Handle { get; } = handle;
    public CertificationService Certification { get; } = world.Get<CertificationService>();
    public ReviewService Review { get; } = world.Get<ReviewService>();

    public static async Task<Applicant> In(World world, string slug = "qinghe", EntityType type = EntityType.Company)
    {
        var (merchant, owner) = await world.Organisation(slug, type);
        var form = new AccountForm(AccountType.Service, $"{slug}_tea", $"{slug} Tea House", AccountCategory.Food, "Tea from Guangzhou.");
        var receipt = await world.Get<AccountService>().Register(owner, slug, form, None);
        return new Applicant(world, merchant, owner, receipt.Handle);
    }

    public ApplicationForm Form =>
        new(
            Merchant.LegalName,
            Merchant.CreditCode,
            "Lin Wei",
            "11010519491231002X",
            "Lin Wei",
            "13800005206",
            new DateOnly(2041, 3, 14),
            new DateOnly(2026, 11, 18)
        );

    public Task Fill(ApplicationForm? form = null) => Certification.Fill(Owner, Merchant.Slug, Handle, form ?? Form, None);

    public Task Attach(DocumentKind kind, byte[]? content = null) =>
        Certification.Attach(Owner, Merchant.Slug, Handle, kind, $"{kind}.png", content ?? Files.Png(40, 30), None);

    public Task<CertificationView> View() => Certification.View(Owner, Merchant.Slug, Handle, None);

    public async Task<string> Submit()
    {
        await Fill();
        await Attach(DocumentKind.BusinessLicence);
        await Attach(DocumentKind.LegalRepresentativeId, Files.Pdf(""));
        await Attach(DocumentKind.AuthorisationLetter, Files.Jpeg(30, 40));
        await Certification.PayAndSubmit(Owner, Merchant.Slug, Handle, None);
        return (await View()).Case!.Number;
    }

    public Task Approve(Actor reviewer, string number) => Decide(reviewer, number, new DecisionForm(DecisionKind.Approve));

    public Task Reject(Actor reviewer, string number, RejectReason reason, string note) =>
        Decide(reviewer, number, new DecisionForm(DecisionKind.Reject, reason, note));

    public Task RequestChanges(Actor reviewer, string number, IReadOnlyList<RemarkForm> remarks) =>
        Decide(reviewer, number, new DecisionForm(DecisionKind.RequestChanges, Remarks: remarks));

    /// <summary>As reviewers do it: decided, not taken back while there was time, and carried out by the site's work.</summary>
    private async Task Decide(Actor reviewer, string number, DecisionForm decision)
    {
        await Review.Decide(reviewer, number, decision, None);
        Assert.Equal(1, await CarryOut());
        await using var db = World.Db();
        var kept = await db.CaseDecisions.OrderByDescending(row => row.Id).FirstAsync(None);
        Assert.Equal((DecisionState.Effective, null), (kept.State, kept.RefusalCode));
    }

    /// <summary>The time in which a decision may be taken back passes, and what was decided is carried out.</summary>
    public Task<int> CarryOut()
    {
        World.Clock.Advance(CertificationPolicies.CertificationUndoSeconds.Standard);
        return World.Get<WorkQueue>().RunDue(World.Get<global::Portal.Jobs.WorkSteps>().Table, None, ReviewService.DecideWork);
    }

    public async Task PassAll(Actor reviewer, string number, params ChecklistItem[] except)
    {
        await Review.Claim(reviewer, number, None);
        foreach (var item in ChecklistRules.All.Except(except))
        {
            await Review.Answer(reviewer, number, item, true, null, None);
        }
    }
}

internal static class Expect
{
    public static async Task<Refusal> Refused(string code, Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<Refusal>(act);
        Assert.Equal(code, refusal.Code);
        return refusal;
    }
}
