using Portal.Domain.Approvals;
using Portal.Domain.Messaging;

namespace Portal.Tests.Messaging;

/// <summary>Who may decide a held message: one at a time, nobody tied to its organisation, and deciding twice is deciding once.</summary>
public sealed class ModerationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_held_message_is_one_moderators_at_a_time_until_the_lease_runs_out(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (room, number) = await Held(world);
        var first = await world.Person("first", StaffRole.Reviewer);
        var second = await world.Person("second", StaffRole.Reviewer);

        var version = (await room.Publishing.ReadHeld(first, number, Ct)).Version;
        Assert.Equal(MessagingRefusals.ClaimFirst, await Code(() => room.Publishing.Release(first, number, version, Ct)));
        await room.Publishing.Claim(first, number, Ct);
        var seen = await room.Publishing.ReadHeld(first, number, Ct);
        Assert.Equal(world.Clock.UtcNow() + MessagingPolicies.ModerationLeaseMinutes.Standard, seen.MineUntilUtc);
        Assert.Equal(first.Name, Assert.Single(await room.Publishing.Held(second, Ct)).Holder);
        Assert.Equal(MessagingRefusals.ClaimedByOther, await Code(() => room.Publishing.Claim(second, number, Ct)));
        Assert.Equal(MessagingRefusals.ClaimFirst, await Code(() => room.Publishing.Return(second, number, "No.", seen.Version, Ct)));
        await room.Publishing.PutBack(second, number, Ct);
        Assert.Equal(first.Name, (await room.Publishing.ReadHeld(second, number, Ct)).Row.Holder);

        world.Clock.Advance(MessagingPolicies.ModerationLeaseMinutes.Standard);
        await room.Publishing.Claim(second, number, Ct);
        Assert.Equal(MessagingRefusals.ClaimFirst, await Code(() => room.Publishing.Release(first, number, seen.Version, Ct)));
        await room.Publishing.PutBack(second, number, Ct);
        await room.Publishing.Claim(first, number, Ct);
        var now = await room.Publishing.ReadHeld(first, number, Ct);
        await room.Publishing.Release(first, number, now.Version, Ct);
        Assert.Equal(MessageState.Scheduled, (await room.Read(number)).State);
    }

    [Theory, BothDatabases]
    public async Task Deciding_twice_is_deciding_once_and_somebody_else_hears_who_did(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (room, number) = await Held(world);
        var first = await world.Person("first", StaffRole.Reviewer);
        var second = await world.Person("second", StaffRole.Reviewer);
        await room.Publishing.Claim(first, number, Ct);
        var held = await room.Publishing.ReadHeld(first, number, Ct);
        await room.Publishing.Return(first, number, "Use the full address.", held.Version, Ct);
        await room.Publishing.Return(first, number, " Use the full address. ", held.Version, Ct);
        var returned = await room.Read(number);
        Assert.Equal((MessageState.Draft, "Use the full address."), (returned.State, returned.ModeratorNote));
        var refusal = await Assert.ThrowsAsync<Refusal>(() => room.Publishing.Return(second, number, "No.", held.Version, Ct));
        Assert.Equal((MessagingRefusals.ModeratedAlready, (object)first.Name), (refusal.Code, Assert.Single(refusal.Args)));

        await room.Publishing.Publish(room.Owner, room.Slug, number, returned.Version, Ct);
        await room.Publishing.Claim(second, number, Ct);
        held = await room.Publishing.ReadHeld(second, number, Ct);
        var once = await room.Publishing.Release(second, number, held.Version, Ct);
        Assert.Equal(once, await room.Publishing.Release(second, number, held.Version, Ct));
        Assert.Equal(MessagingRefusals.ModeratedAlready, await Code(() => room.Publishing.Claim(first, number, Ct)));
        // A message that never waited for anybody is not there.
        var draft = await room.Draft();
        Assert.Equal(KernelRefusals.NotFound, await Code(() => room.Publishing.Claim(first, draft.Number, Ct)));
    }

    [Theory, BothDatabases]
    public async Task Nobody_moderates_a_message_of_an_organisation_that_an_account_of_theirs_belongs_to(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (room, number) = await Held(world);
        var member = await world.Person("tied-member", StaffRole.Reviewer);
        var linked = await world.Person("tied-by-link", StaffRole.Reviewer);
        var stranger = await world.Person("untied", StaffRole.Reviewer);
        await using (var db = world.Db())
        {
            db.Memberships.Add(new Membership(member.UserId, room.Merchant.Id, MerchantRole.ServiceAgent, world.Clock.UtcNow()));
            db.PersonLinks.Add(new PersonLink(linked.UserId, room.Owner.UserId, "the same telephone", "Somebody", world.Clock.UtcNow()));
            await db.SaveChangesAsync(Ct);
        }

        foreach (var tied in (Actor[])[member, linked])
        {
            Assert.True((await room.Publishing.ReadHeld(tied, number, Ct)).IsOwn);
            Assert.Equal(MessagingRefusals.OwnOrganisation, await Code(() => room.Publishing.Claim(tied, number, Ct)));
            var version = (await room.Publishing.ReadHeld(tied, number, Ct)).Version;
            Assert.Equal(MessagingRefusals.OwnOrganisation, await Code(() => room.Publishing.Release(tied, number, version, Ct)));
            Assert.Equal(MessagingRefusals.OwnOrganisation, await Code(() => room.Publishing.Return(tied, number, "No.", version, Ct)));
        }

        // Control: the same steps of one without a tie go through.
        await room.Publishing.Claim(stranger, number, Ct);
        var held = await room.Publishing.ReadHeld(stranger, number, Ct);
        Assert.False(held.IsOwn);
        await room.Publishing.Release(stranger, number, held.Version, Ct);
        Assert.Equal(MessageState.Scheduled, (await room.Read(number)).State);
    }

    private static async Task<(Newsroom Room, string Number)> Held(World world)
    {
        var room = await Newsroom.Open(world);
        var draft = await room.Draft(body: "Notes: https://sho.rt/9fKq2");
        Assert.Equal(MessageState.Held, (await room.Publishing.Publish(room.Owner, room.Slug, draft.Number, draft.Version, Ct)).State);
        return (room, draft.Number);
    }

    private static async Task<string> Code(Func<Task> act) => (await Assert.ThrowsAsync<Refusal>(act)).Code;
}
