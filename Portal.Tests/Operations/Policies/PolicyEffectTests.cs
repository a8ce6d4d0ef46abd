using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;
using Portal.Domain.Messaging;
using Portal.Domain.Operations;
using Portal.Tests.Approvals;
using Portal.Tests.Certification;
using Portal.Tests.Messaging;
using Portal.Tests.Payments;

namespace Portal.Tests.Operations.Policies;

/// <summary>A changed number is what happens next: one act of each part, before and after, through its own services.</summary>
public sealed class PolicyEffectTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task In_2013_a_service_account_sends_once_a_month_and_what_was_sent_before_is_no_fault(Provider provider)
    {
        await using var world = await World.Create(provider);
        var administrator = await world.Person("administrator", StaffRole.Administrator);
        var room = await Newsroom.Open(world);
        await room.Send();
        await room.Send();
        await world.Get<PolicyService>().Load(administrator, "Year2013", null, null, ApprovalWorld.Key, Ct);

        var draft = await room.Draft();
        Task Publish() => room.Publishing.Publish(room.Owner, room.Slug, draft.Number, draft.Version, Ct);
        var refusal = await Assert.ThrowsAsync<Refusal>(Publish);
        Assert.Equal((MessagingRefusals.QuotaUsedUp, 1), (refusal.Code, refusal.Args[0]));
        await world.AssertProven();

        world.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 1, 4, 0, 0, TimeSpan.Zero));
        await Publish();
    }

    [Theory, BothDatabases]
    public async Task A_quota_counts_what_is_in_force_when_the_message_goes(Provider provider)
    {
        await using var world = await World.Create(provider);
        var administrator = await world.Person("administrator", StaffRole.Administrator);
        var room = await Newsroom.Open(world);
        var december = new DateTime(2026, 12, 1, 0, 0, 0, DateTimeKind.Unspecified);
        var form = new PolicyForm(nameof(MessagingPolicies.ServiceBroadcastsAMonth), "1", december, null);
        await world.Get<PolicyService>().Change(administrator, form, ApprovalWorld.Key, Ct);

        async Task<QuotaView> At(int month, int day) =>
            (
                await room.Messages.Estimate(
                    room.Owner,
                    room.Slug,
                    room.Handle,
                    null,
                    new DateTime(2026, month, day, 4, 0, 0, DateTimeKind.Utc),
                    Ct
                )
            ).Quota;
        Assert.Equal(4, (await At(11, 29)).Period.Slots);
        Assert.Equal(1, (await At(12, 2)).Period.Slots);
    }

    [Theory, BothDatabases]
    public async Task The_fee_and_the_rounds_of_an_application_are_those_in_force(Provider provider)
    {
        await using var world = await World.Create(provider);
        var administrator = await world.Person("administrator", StaffRole.Administrator);
        var applicant = await Applicant.In(world);
        Assert.Equal(Money.Cny(300_00), (await applicant.View()).Fee.Amount);
        await world.Set(administrator, CertificationPolicies.CertificationFeeYuan, "450");
        await world.Set(administrator, CertificationPolicies.CertificationDueWorkingDays, "1");
        var number = await applicant.Submit();
        Assert.Equal(Money.Cny(450_00), (await applicant.View()).Fee.Amount);
        await using var db = world.Db();
        Assert.Equal(450_00, (await db.CertificationReceipts.SingleAsync(Ct)).FeeMinor);

        await world.Set(administrator, CertificationPolicies.CertificationRounds, "1");
        var reviewer = await world.Person("reviewer", StaffRole.Reviewer);
        var ask = new DecisionForm(DecisionKind.RequestChanges, Remarks: [new RemarkForm(RemarkSubject.LegalName, "Which?")]);
        await applicant.Review.Claim(reviewer, number, Ct);
        await applicant.RequestChanges(reviewer, number, ask.Remarks!);
        await applicant.Certification.Resubmit(applicant.Owner, applicant.Merchant.Slug, applicant.Handle, Ct);
        await applicant.Review.Claim(reviewer, number, Ct);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => applicant.Review.Decide(reviewer, number, ask, Ct));
        Assert.Equal((CertificationRefusals.RoundsUsedUp, 1), (refusal.Code, refusal.Args[0]));
        await world.AssertProven();
    }

    [Theory, BothDatabases]
    public async Task A_badge_lapses_after_the_grace_in_force_as_its_last_day_ends(Provider provider)
    {
        await using var world = await World.Create(provider);
        var administrator = await world.Person("administrator", StaffRole.Administrator);
        var reviewer = await world.Person("reviewer", StaffRole.Reviewer);
        var applicant = await Applicant.In(world);
        await world.Set(administrator, CertificationPolicies.CertificateMonths, "1");
        var number = await applicant.Submit();
        await applicant.PassAll(reviewer, number);
        await applicant.Approve(reviewer, number);
        await world.Set(administrator, CertificationPolicies.CertificateGraceDays, "2");

        // Certified on 20 November until 20 December, and two days more.
        Assert.Equal(new DateOnly(2026, 12, 20), (await applicant.View()).Account.CertifiedUntil);
        await Night(world, 20);
        await Night(world, 21);
        // Too late for this badge: its last day is over.
        await world.Set(administrator, CertificationPolicies.CertificateGraceDays, "9");
        await Night(world, 22);
        Assert.Equal(AccountState.Certified, (await applicant.View()).Account.State);
        await Night(world, 23);
        Assert.Equal(
            (AccountState.CertificationLapsed, BadgePhase.Lapsed),
            ((await applicant.View()).Account.State, (await applicant.View()).Badge)
        );
    }

    [Theory, BothDatabases]
    public async Task A_session_keeps_the_idle_minutes_it_began_with_and_a_confirmation_goes_by_what_is_in_force(Provider provider)
    {
        await using var world = await World.Create(provider);
        var administrator = await world.Person("administrator", StaffRole.Administrator);
        var before = await world.SignedIn(await world.Person("before", StaffRole.Reviewer));
        await world.Set(administrator, SignInPolicies.StaffIdleMinutes, "5");
        await world.Set(administrator, SignInPolicies.ConfirmedMinutes, "1");
        var after = await world.SignedIn(await world.Person("after", StaffRole.Reviewer));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await world.Get<SessionService>().IsFresh(after, Ct));
        world.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(SessionState.Over, await Check(world, after));
        Assert.Equal(SessionState.Live, await Check(world, before));
    }

    [Theory, BothDatabases]
    public async Task As_many_wrong_tries_lock_as_are_in_force(Provider provider)
    {
        await using var world = await World.Create(provider);
        var administrator = await world.Person("administrator", StaffRole.Administrator);
        await world.Set(administrator, SignInPolicies.WrongTriesMax, "3");
        await world.Set(administrator, SignInPolicies.LockedMinutes, "60");
        var tries = world.Get<SecretTries>();
        var id = world.Stranger.UserId;
        Assert.Null((await tries.Take(id, Ct)).LockedUntil);
        Assert.Null((await tries.Take(id, Ct)).LockedUntil);
        Assert.Equal(world.Clock.GetUtcNow().AddMinutes(60), (await tries.Take(id, Ct)).LockedUntil);
        Assert.False((await tries.Take(id, Ct)).IsTaken);
    }

    private static async Task Night(World world, int day)
    {
        world.Clock.SetUtcNow(new DateTimeOffset(2026, 12, day, 17, 0, 0, TimeSpan.Zero).AddDays(-1));
        await world.Get<WorkQueue>().RunDue(world.Get<Portal.Jobs.WorkSteps>().Table, Ct, CertificationService.LapseWork);
    }

    private static Task<SessionState> Check(World world, Actor actor) =>
        world.Get<SessionService>().Check(actor, actor.Session!, null, null, seen: false, Ct);
}
