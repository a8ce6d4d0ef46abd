using Microsoft.EntityFrameworkCore;
using Portal.Domain.Certification;

namespace Portal.Tests.Certification;

/// <summary>A decision may be taken back for six seconds; before that nobody outside knows of it, after that it stands.</summary>
public sealed class DecisionTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Actor Job = Actor.System("certification");
    private static readonly DecisionForm Yes = new(DecisionKind.Approve);

    [Theory, BothDatabases]
    public async Task An_approval_is_effective_when_its_window_is_over(Provider provider)
    {
        await using var desk = await Desk.Of(provider);
        var due = await desk.Review.Decide(desk.Zhao, desk.Number, Yes, None);

        Assert.Equal(desk.World.Clock.UtcNow() + CertificationPolicies.CertificationUndoSeconds.Standard, due);
        Assert.Equal(CaseState.InReview, (await desk.Applicant.View()).Case!.State);
        Assert.False(await desk.CarryOut());
        Assert.Equal(CaseState.InReview, (await desk.Applicant.View()).Case!.State);

        desk.World.Clock.Advance(CertificationPolicies.CertificationUndoSeconds.Standard);
        Assert.True(await desk.CarryOut());
        Assert.True(await desk.CarryOut());
        Assert.Equal(CaseState.Approved, (await desk.Applicant.View()).Case!.State);
        await using var db = desk.World.Db();
        var approved = await db.AuditRecords.SingleAsync(row => row.Action == "certification.approved", None);
        Assert.Equal(desk.Zhao.UserId, approved.ActorId);
        await Expect.Refused(CertificationRefusals.DecisionStands, () => desk.Review.Undo(desk.Zhao, desk.Number, None));
    }

    [Theory, BothDatabases]
    public async Task An_undone_decision_leaves_the_case_as_it_was_and_the_next_one_counts(Provider provider)
    {
        await using var desk = await Desk.Of(provider);
        var before = await desk.Review.Case(desk.Zhao, desk.Number, None);
        await desk.Review.Decide(desk.Zhao, desk.Number, new DecisionForm(DecisionKind.Reject, RejectReason.Other, "No."), None);
        Assert.Empty((await desk.Review.Queue(desk.Zhao, None)).Mine);

        desk.World.Clock.Advance(TimeSpan.FromSeconds(5));
        await desk.Review.Undo(desk.Zhao, desk.Number, None);
        var after = await desk.Review.Case(desk.Zhao, desk.Number, None);
        Assert.Equal((before.Row.State, before.Row.Round, before.Answered), (after.Row.State, after.Row.Round, after.Answered));
        Assert.Equal(before.Documents.Select(one => one.State), after.Documents.Select(one => one.State));
        Assert.True(after is { IsMine: true, MayApprove: true, Pending: null });

        await desk.Review.Decide(desk.Zhao, desk.Number, Yes, None);
        desk.World.Clock.Advance(CertificationPolicies.CertificationUndoSeconds.Standard);
        Assert.True(await desk.CarryOut(first: true));
        Assert.Equal(CaseState.InReview, (await desk.Applicant.View()).Case!.State);
        Assert.True(await desk.CarryOut());
        Assert.Equal(CaseState.Approved, (await desk.Applicant.View()).Case!.State);
        string[] acts = ["certification.decided", "certification.decision-undone", "certification.decided", "certification.approved"];
        await using var db = desk.World.Db();
        Assert.Equal(
            acts,
            await db
                .AuditRecords.Where(row => acts.Contains(row.Action))
                .OrderBy(row => row.Sequence)
                .Select(row => row.Action)
                .ToListAsync(None)
        );
    }

    [Theory, BothDatabases]
    public async Task Nobody_touches_a_case_whose_decision_is_on_its_way(Provider provider)
    {
        await using var desk = await Desk.Of(provider);
        var qian = await desk.World.Person("qian", StaffRole.SeniorReviewer);
        await desk.Review.Decide(desk.Zhao, desk.Number, Yes, None);

        await Expect.Refused(CertificationRefusals.DecisionWaits, () => desk.Review.Decide(desk.Zhao, desk.Number, Yes, None));
        await Expect.Refused(CertificationRefusals.DecisionStands, () => desk.Review.Undo(qian, desk.Number, None));
        Func<Task> answer = () => desk.Review.Answer(desk.Zhao, desk.Number, ChecklistItem.SealWhole, false, "?", None);
        await Expect.Refused(CertificationRefusals.DecisionWaits, answer);

        // The server was down for an hour and the lease is long over: the case is still not free, and the decision still counts.
        desk.World.Clock.Advance(TimeSpan.FromHours(1));
        await Expect.Refused(CertificationRefusals.ClaimedByOther, () => desk.Review.Claim(qian, desk.Number, None));
        await Expect.Refused(CertificationRefusals.NothingWaiting, () => desk.Review.StartNext(qian, None));
        Assert.True(await desk.CarryOut());
        Assert.Equal(CaseState.Approved, (await desk.Applicant.View()).Case!.State);
    }

    [Theory, BothDatabases]
    public async Task What_the_rules_refuse_is_refused_at_once_and_nothing_is_kept(Provider provider)
    {
        await using var desk = await Desk.Of(provider);
        await desk.Review.Answer(desk.Zhao, desk.Number, ChecklistItem.SealWhole, false, "Cut off.", None);

        await Expect.Refused(CertificationRefusals.ChecksOpen, () => desk.Review.Decide(desk.Zhao, desk.Number, Yes, None));
        Func<Task> mute = () => desk.Review.Decide(desk.Zhao, desk.Number, new DecisionForm(DecisionKind.RequestChanges), None);
        await Expect.Refused(CertificationRefusals.RemarkRequired, mute);
        await using var db = desk.World.Db();
        Assert.False(await db.WorkItems.AnyAsync(row => row.Kind == ReviewService.DecideWork, None));
    }

    [Theory, BothDatabases]
    public async Task A_withdrawn_application_stays_withdrawn(Provider provider)
    {
        await using var desk = await Desk.Of(provider);
        await desk.Review.Decide(desk.Zhao, desk.Number, Yes, None);
        var merchant = desk.Applicant;
        await merchant.Certification.Withdraw(merchant.Owner, merchant.Merchant.Slug, merchant.Handle, None);

        desk.World.Clock.Advance(CertificationPolicies.CertificationUndoSeconds.Standard);
        Assert.True(await desk.CarryOut());
        Assert.Equal(CaseState.Withdrawn, (await merchant.View()).Case!.State);
        await using var db = desk.World.Db();
        Assert.Equal(DecisionState.Refused, await db.CaseDecisions.Select(row => row.State).SingleAsync(None));
        Assert.Equal(1, await db.AuditRecords.CountAsync(row => row.Action == "certification.decision-refused", None));
    }

    [Theory, BothDatabases]
    public async Task Of_two_decisions_at_once_one_is_kept(Provider provider)
    {
        await using var desk = await Desk.Of(provider);
        Task[] races = [.. Enumerable.Range(0, 6).Select(_ => desk.Review.Decide(desk.Zhao, desk.Number, Yes, None))];
        var refused = 0;
        foreach (var race in races)
        {
            try
            {
                await race;
            }
            catch (Refusal)
            {
                refused++;
            }
        }

        Assert.Equal(5, refused);
        await using var db = desk.World.Db();
        Assert.Equal(1, await db.CaseDecisions.CountAsync(None));
    }

    [Theory, BothDatabases]
    public async Task A_value_that_differs_from_its_document_stands_in_the_way_of_approval(Provider provider)
    {
        await using var desk = await Desk.Of(provider);
        await desk.Review.Read(desk.Zhao, desk.Number, FactField.LegalRepresentative, false, " lin  WEI ", None);
        await desk.Review.Read(desk.Zhao, desk.Number, FactField.CreditCode, true, null, None);
        await desk.Review.Read(desk.Zhao, desk.Number, FactField.OperatorMobile, false, "13800005260", None);

        var sheet = await desk.Review.Case(desk.Zhao, desk.Number, None);
        Assert.True(sheet.Readings.Single(one => one.Field == FactField.LegalRepresentative).Same);
        Assert.True(sheet.Readings.Single(one => one.Field == FactField.CreditCode).Same);
        Assert.Null(sheet.Readings.Single(one => one.Field == FactField.LetterDate).Same);
        var mobile = sheet.Readings.Single(one => one.Field == FactField.OperatorMobile);
        Assert.Equal((false, "138 •••• 5260"), (mobile.Same, mobile.Says));
        Assert.False(sheet.MayApprove);
        await Expect.Refused(CertificationRefusals.ValuesDiffer, () => desk.Review.Decide(desk.Zhao, desk.Number, Yes, None));
        await using (var db = desk.World.Db())
        {
            Assert.DoesNotContain(
                "5260",
                string.Concat(await db.CaseReadings.Select(row => row.Says).ToListAsync(None)),
                StringComparison.Ordinal
            );
        }

        await desk.Review.Read(desk.Zhao, desk.Number, FactField.OperatorMobile, null, null, None);
        Assert.True((await desk.Review.Case(desk.Zhao, desk.Number, None)).MayApprove);
    }

    /// <summary>A second way, at once and without the window, lived on in tests and the demo alone: what was proved there, no user did.</summary>
    [Fact]
    public void A_case_is_decided_in_one_way() =>
        Assert.Equal(
            [nameof(ReviewService.Decide)],
            typeof(ReviewService)
                .GetMethods()
                .Where(method => method.DeclaringType == typeof(ReviewService))
                .Select(method => method.Name)
                .Where(name => Enum.GetNames<DecisionKind>().Contains(name) || name == nameof(ReviewService.Decide))
        );

    /// <summary>A case on Zhao's table with every line passed.</summary>
    private sealed record Desk(World World, Applicant Applicant, Actor Zhao, string Number) : IAsyncDisposable
    {
        public ReviewService Review => Applicant.Review;

        public static async Task<Desk> Of(Provider provider)
        {
            var world = await World.Create(provider);
            var applicant = await Applicant.In(world);
            var zhao = await world.Person("zhao", StaffRole.Reviewer);
            var number = await applicant.Submit();
            await applicant.PassAll(zhao, number);
            return new Desk(world, applicant, zhao, number);
        }

        public async Task<bool> CarryOut(bool first = false)
        {
            await using var db = World.Db();
            var ids = await db.CaseDecisions.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(None);
            return await Review.CarryOut(Job, first ? ids[0] : ids[^1], None);
        }

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }
}
