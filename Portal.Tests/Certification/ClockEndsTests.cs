using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;

namespace Portal.Tests.Certification;

/// <summary>What the clock ends, asked too early, in time and twice.</summary>
public sealed class ClockEndsTests
{
    private static readonly Actor Clock = Actor.System("certification");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_case_that_nobody_answered_expires_when_its_days_are_over_and_once(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var reviewer = await world.Person("zhao", StaffRole.Reviewer);
        var number = await applicant.Submit();
        await applicant.Review.Claim(reviewer, number, Ct);
        await applicant.RequestChanges(reviewer, number, [new(RemarkSubject.BusinessLicence, "Not readable.")]);
        var id = await Case(world, number);

        await applicant.Certification.Expire(Clock, id, Ct);
        Assert.Equal(CaseState.NeedsInfo, (await applicant.View()).Case!.State);
        world.Clock.Advance(TimeSpan.FromDays(32));
        await Assert.ThrowsAsync<Refusal>(() => applicant.Certification.Expire(applicant.Owner, id, Ct));
        await applicant.Certification.Expire(Clock, id, Ct);
        await applicant.Certification.Expire(Clock, id, Ct);

        Assert.Equal(CaseState.Expired, (await applicant.View()).Case!.State);
        Assert.Equal(1, await Records(world, "certification.expired"));
        await Assert.ThrowsAsync<Refusal>(() => applicant.Certification.Expire(Clock, id + 4711, Ct));
    }

    [Theory, BothDatabases]
    public async Task A_badge_lapses_after_its_grace_and_once(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var reviewer = await world.Person("zhao", StaffRole.Reviewer);
        var number = await applicant.Submit();
        await applicant.PassAll(reviewer, number);
        await applicant.Approve(reviewer, number);
        var id = await Case(world, number);
        async Task<AccountState> After(double days)
        {
            world.Clock.Advance(TimeSpan.FromDays(days));
            await applicant.Certification.Lapse(Clock, id, Ct);
            return (await applicant.View()).Account.State;
        }

        Assert.Equal(AccountState.Certified, await After(0));
        Assert.Equal(AccountState.Certified, await After(365 + 15));
        Assert.Equal(AccountState.CertificationLapsed, await After(17));
        Assert.Equal(AccountState.CertificationLapsed, await After(1));
        Assert.Equal(1, await Records(world, "account.certification-lapsed"));
        await Assert.ThrowsAsync<Refusal>(() => applicant.Certification.Lapse(Clock, id + 4711, Ct));
    }

    private static async Task<long> Case(World world, string number)
    {
        await using var db = world.Db();
        return await db.CertificationCases.Where(row => row.Number == number).Select(row => row.Id).SingleAsync(Ct);
    }

    private static async Task<int> Records(World world, string action)
    {
        await using var db = world.Db();
        return await db.AuditRecords.CountAsync(row => row.Action == action, Ct);
    }
}
