using Portal.Domain.Certification;

namespace Portal.Tests.Certification;

/// <summary>A badge's year: valid, window to renew, grace, lapsed.</summary>
public sealed class RenewalTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly End = new(2027, 11, 20);

    [Theory]
    [InlineData("2027-09-20", BadgePhase.Valid)]
    [InlineData("2027-09-21", BadgePhase.RenewalWindow)]
    [InlineData("2027-11-20", BadgePhase.RenewalWindow)]
    [InlineData("2027-11-21", BadgePhase.Grace)]
    [InlineData("2027-12-20", BadgePhase.Grace)]
    [InlineData("2027-12-21", BadgePhase.Lapsed)]
    public void The_phase_follows_from_the_day(string today, BadgePhase phase) =>
        Assert.Equal(
            phase,
            BadgeRules.Of(End, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), new BadgeDays(60, 30))
        );

    [Fact]
    public void Who_renews_early_loses_no_day()
    {
        Assert.Equal(new DateOnly(2028, 11, 20), BadgeRules.NextEnd(End, new DateOnly(2027, 10, 1), 12));
        Assert.Equal(new DateOnly(2028, 12, 1), BadgeRules.NextEnd(End, new DateOnly(2027, 12, 1), 12));
        Assert.Equal(new DateOnly(2027, 12, 1), BadgeRules.NextEnd(null, new DateOnly(2026, 12, 1), 12));
    }

    [Theory, BothDatabases]
    public async Task A_renewal_takes_the_values_over_and_moves_the_end(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var zhao = await world.Person("zhao", StaffRole.Reviewer);
        var first = await applicant.Submit();
        await applicant.PassAll(zhao, first);
        await applicant.Approve(zhao, first);
        var (owner, slug, handle) = (applicant.Owner, applicant.Merchant.Slug, applicant.Handle);
        await Expect.Refused(CertificationRefusals.AlreadyCertified, () => applicant.Certification.Renew(owner, slug, handle, None));
        Assert.False((await applicant.Certification.Lines(owner, slug, None))[0].NeedsRenewal);

        world.Clock.Advance(TimeSpan.FromDays(330));
        Assert.True((await applicant.Certification.Lines(owner, slug, None))[0].NeedsRenewal);
        var second = await applicant.Certification.Renew(owner, slug, handle, None);
        Assert.Equal(second, await applicant.Certification.Renew(owner, slug, handle, None));
        Assert.NotEqual(first, second);
        var view = await applicant.View();
        Assert.Equal(
            ("Lin Wei", true, true, 0),
            (view.Case!.Form.OperatorName, view.Case.HasMobile, view.Case.HasIdentityNumber, view.Case.Documents.Count)
        );
        Assert.False((await applicant.Certification.Lines(owner, slug, None))[0].NeedsRenewal);

        await applicant.Fill(applicant.Form with { LetterDate = new DateOnly(2027, 10, 1) });
        Assert.Equal(second, await applicant.Submit());
        await applicant.PassAll(zhao, second);
        await applicant.Approve(zhao, second);
        Assert.Equal(new DateOnly(2028, 11, 20), (await applicant.View()).Account.CertifiedUntil);
    }
}
