using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Certification;

namespace Portal.Tests.Certification;

public sealed class ReviewServiceTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, BothDatabases]
    public async Task A_case_is_held_by_one_reviewer_until_their_lease_runs_out(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var zhao = await world.Person("zhao", StaffRole.Reviewer);
        var qian = await world.Person("qian", StaffRole.SeniorReviewer);
        var number = await applicant.Submit();

        Assert.Equal(number, await applicant.Review.StartNext(zhao, None));
        await Expect.Refused(CertificationRefusals.ClaimedByOther, () => applicant.Review.Claim(qian, number, None));
        await Expect.Refused(
            CertificationRefusals.ClaimedByOther,
            () => applicant.Review.Answer(qian, number, ChecklistItem.SealWhole, true, null, None)
        );
        await Expect.Refused(CertificationRefusals.NothingWaiting, () => applicant.Review.StartNext(qian, None));
        var queue = await applicant.Review.Queue(zhao, None);
        Assert.Equal((1, 0), (queue.Mine.Count, queue.Unclaimed.Count));

        world.Clock.Advance(TimeSpan.FromMinutes(31));
        await applicant.Review.Claim(qian, number, None);
        await Expect.Refused(CertificationRefusals.ClaimedByOther, () => applicant.Approve(zhao, number));
        await applicant.Review.Release(qian, number, None);
        Assert.Single((await applicant.Review.Queue(zhao, None)).Unclaimed);
        await Expect.Refused(CertificationRefusals.NotClaimed, () => applicant.Approve(zhao, number));
    }

    [Theory, BothDatabases]
    public async Task Nobody_reviews_an_organisation_that_an_account_of_theirs_belongs_to_or_registered(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var number = await applicant.Submit();
        var document = (await applicant.View()).Case!.Documents[0].Id;
        var tied = new List<Actor>();
        async Task<Actor> Reviewer(string name)
        {
            tied.Add(await world.Person(name, StaffRole.Reviewer));
            return tied[^1];
        }

        var member = await Reviewer("member");
        var linked = await Reviewer("linked");
        var written = await Reviewer($"{applicant.Merchant.Slug}-owner+review");
        var registrar = await Reviewer("registrar");
        await using (var db = world.Db())
        {
            db.Memberships.Add(new Membership(member.UserId, applicant.Merchant.Id, MerchantRole.ServiceAgent, world.Clock.UtcNow()));
            db.PersonLinks.Add(new PersonLink(linked.UserId, applicant.Owner.UserId, "One telephone.", "Somebody", world.Clock.UtcNow()));
            db.Audit(registrar, "merchant.registered", "merchant", applicant.Merchant.Slug, applicant.Merchant.Id);
            await db.SaveChangesAsync(None);
        }

        var reject = new DecisionForm(DecisionKind.Reject, Reason: RejectReason.Other, Note: "No.");
        foreach (var one in tied)
        {
            Task Own(Func<Task> act) => Expect.Refused(CertificationRefusals.OwnOrganisation, act);
            await Expect.Refused(CertificationRefusals.NothingWaiting, () => applicant.Review.StartNext(one, None));
            await Own(() => applicant.Review.Claim(one, number, None));
            await Own(() => applicant.Review.Answer(one, number, ChecklistItem.SealWhole, true, null, None));
            await Own(() => applicant.Review.Decide(one, number, reject, None));
            await Own(() => applicant.Review.Document(one, number, document, None));
            await Own(() => applicant.Review.Reveal(one, number, None));
            Assert.True((await applicant.Review.Case(one, number, None)).IsOwnOrganisation);
        }

        // Control: who is tied to nobody there takes it and decides.
        var stranger = await world.Person("untied", StaffRole.Reviewer);
        Assert.Equal(number, await applicant.Review.StartNext(stranger, None));
        Assert.False((await applicant.Review.Case(stranger, number, None)).IsOwnOrganisation);
        await applicant.Review.Decide(stranger, number, reject, None);
    }

    [Theory, BothDatabases]
    public async Task Who_is_linked_to_the_organisations_people_while_their_decision_waits_has_not_decided(Provider provider)
    {
        await using var world = await World.Create(provider);
        foreach (var isLinked in (bool[])[true, false])
        {
            var applicant = await Applicant.In(world, isLinked ? "linked" : "apart");
            var number = await applicant.Submit();
            var reviewer = await world.Person($"reviewer-{isLinked}", StaffRole.Reviewer);
            await applicant.Review.Claim(reviewer, number, None);
            await applicant.Review.Decide(
                reviewer,
                number,
                new DecisionForm(DecisionKind.Reject, Reason: RejectReason.Other, Note: "No."),
                None
            );
            await using var db = world.Db();
            if (isLinked)
            {
                db.PersonLinks.Add(
                    new PersonLink(reviewer.UserId, applicant.Owner.UserId, "One passport.", "Somebody", world.Clock.UtcNow())
                );
                await db.SaveChangesAsync(None);
            }

            world.Clock.Advance(TimeSpan.FromMinutes(1));
            var decision = await db.CaseDecisions.OrderByDescending(row => row.Id).Select(row => row.Id).FirstAsync(None);
            Assert.True(await applicant.Review.CarryOut(Actor.System("certification"), decision, None));
            var state = await db.CertificationCases.Where(row => row.Number == number).Select(row => row.State).SingleAsync(None);
            Assert.Equal(isLinked ? CaseState.InReview : CaseState.Rejected, state);
        }
    }

    [Theory, BothDatabases]
    public async Task Of_two_decisions_at_once_one_wins(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var zhao = await world.Person("zhao", StaffRole.Reviewer);
        var number = await applicant.Submit();
        await applicant.PassAll(zhao, number);

        Task[] races =
        [
            .. Enumerable.Range(0, 4).Select(_ => Decide(new DecisionForm(DecisionKind.Approve))),
            .. Enumerable.Range(0, 4).Select(_ => Decide(new DecisionForm(DecisionKind.Reject, RejectReason.Other, "No."))),
        ];
        var lost = 0;
        foreach (var race in races)
        {
            try
            {
                await race;
            }
            catch (Refusal)
            {
                lost++;
            }
        }

        Assert.Equal(7, lost);
        await applicant.CarryOut();
        await using var db = world.Db();
        Assert.Equal(
            1,
            await db.AuditRecords.CountAsync(row => row.Action == "certification.approved" || row.Action == "certification.rejected")
        );

        Task Decide(DecisionForm form) => applicant.Review.Decide(zhao, number, form, None);
    }

    [Theory, BothDatabases]
    public async Task Documents_are_shown_to_the_holder_alone_and_every_view_is_audited(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var zhao = await world.Person("zhao", StaffRole.Reviewer);
        var auditor = await world.Person("auditor", StaffRole.Auditor);
        var number = await applicant.Submit();
        var document = (await applicant.Review.Case(zhao, number, None)).Documents[0].Id;

        await Expect.Refused(KernelRefusals.Denied, () => applicant.Review.Document(auditor, number, document, None));
        await Expect.Refused(CertificationRefusals.NotClaimed, () => applicant.Review.Document(zhao, number, document, None));
        await applicant.Review.Claim(zhao, number, None);
        await Expect.Refused(IdentityRefusals.ConfirmFirst, () => applicant.Review.Document(zhao, number, document, None));
        var shown = await applicant.Review.Document(await world.SignedIn(zhao), number, document, None);
        await shown.WriteTo(Stream.Null, None);
        Assert.Equal("11010519491231002X", (await applicant.Review.Reveal(zhao, number, None)).IdentityNumber);

        await using var db = world.Db();
        string[] views = ["document.viewed", "identity-number.viewed"];
        Assert.Equal(2, await db.AuditRecords.CountAsync(row => views.Contains(row.Action) && row.ActorId == zhao.UserId));
    }

    [Theory, BothDatabases]
    public async Task The_queue_is_ordered_by_working_time_left(Provider provider)
    {
        await using var world = await World.Create(provider); // Friday noon in Shanghai
        var first = await Applicant.In(world, "first");
        await first.Submit();
        world.Clock.Advance(TimeSpan.FromHours(2));
        var second = await Applicant.In(world, "second");
        await second.Submit();
        var zhao = await world.Person("zhao", StaffRole.Reviewer);
        world.Clock.Advance(TimeSpan.FromDays(2)); // Sunday: no working time has passed since Friday midnight

        var queue = await first.Review.Queue(zhao, None);
        Assert.Equal(["first Tea House", "second Tea House"], queue.Unclaimed.Select(row => row.AccountName));
        Assert.Equal(TimeSpan.FromHours(36), queue.Unclaimed[0].TimeLeft);
    }

    [Theory, BothDatabases]
    public async Task A_failed_check_makes_the_case_high_risk(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        await applicant.Fill(applicant.Form with { LicenceValidUntil = new DateOnly(2026, 1, 1) });
        foreach (var kind in DocumentRules.All.Where(DocumentRules.IsRequired))
        {
            await applicant.Attach(kind);
        }

        await applicant.Certification.PayAndSubmit(applicant.Owner, "qinghe", applicant.Handle, None);
        var zhao = await world.Person("zhao", StaffRole.Reviewer);
        Assert.Equal(RiskLevel.High, (await applicant.Review.Queue(zhao, None)).Unclaimed[0].Risk);
    }
}
