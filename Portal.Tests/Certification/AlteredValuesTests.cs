using Portal.Domain.Accounts;
using Portal.Domain.Certification;

namespace Portal.Tests.Certification;

/// <summary>The badge means what was judged: whatever is changed after it passed is refused, or judged again.</summary>
public sealed class AlteredValuesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void Every_value_of_the_application_is_a_field_that_these_tests_alter() =>
        Assert.Equal(
            typeof(ApplicationForm).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal),
            Enum.GetNames<FactField>().Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_value_decides_a_line_and_can_be_asked_about()
    {
        Assert.All(ReadingRules.All, field => Assert.NotEmpty(ChecklistRules.DecidedBy(field)));
        Assert.All(ReadingRules.All, field => Assert.Contains(field, ChecklistRules.Opened(ReadingRules.SubjectOf(field))));
        Assert.All(DocumentRules.All, kind => Assert.Empty(ChecklistRules.Of(kind).Except(ChecklistRules.DecidedBy(kind))));
    }

    [Theory, BothDatabases]
    public async Task What_the_reviewer_did_not_ask_about_stays_as_it_was(Provider provider)
    {
        await using var desk = await Asked(provider, RemarkSubject.Category);
        foreach (var field in ReadingRules.All)
        {
            var altered = Altered(desk.Applicant.Form, field);
            Assert.Equal(
                field.ToString(),
                (await Expect.Refused(CertificationRefusals.NotAsked, () => desk.Applicant.Fill(altered))).Field
            );
        }

        // The same values once more are no change, and the two that are never shown again may stay empty.
        await desk.Applicant.Fill();
        await desk.Applicant.Fill(desk.Applicant.Form with { IdentityNumber = null, OperatorMobile = " " });
        await desk.Resubmit();
        Assert.Equal(ChecklistRules.All.Count - 1, (await desk.Sheet()).Answered);
    }

    [Theory, BothDatabases]
    public async Task What_was_asked_about_and_altered_is_judged_again_I_55(Provider provider)
    {
        foreach (var field in ReadingRules.All)
        {
            await Altering(provider, field);
        }
    }

    private static async Task Altering(Provider provider, FactField field)
    {
        var subject = ReadingRules.SubjectOf(field);
        await using var desk = await Asked(provider, subject);
        foreach (var kind in DocumentRules.All.Where(kind => ChecklistRules.SubjectOf(kind) == subject))
        {
            await desk.Applicant.Attach(kind);
        }

        await desk.Applicant.Fill(Altered(desk.Applicant.Form, field));
        if (field == FactField.CreditCode)
        {
            // It must be the organisation's, now as on the first day.
            await Expect.Refused(CertificationRefusals.CreditCodeDiffers, desk.Resubmit);
            return;
        }

        await desk.Resubmit();
        var sheet = await desk.Sheet();
        Assert.All(ChecklistRules.DecidedBy(field), item => Assert.Null(sheet.Checklist.Single(line => line.Item == item).Passed));
        await Expect.Refused(CertificationRefusals.ChecksOpen, () => desk.Applicant.Approve(desk.Zhao, desk.Number));
    }

    [Theory, BothDatabases]
    public async Task A_document_that_passed_stays_and_a_new_version_is_looked_at_again(Provider provider)
    {
        foreach (var kind in DocumentRules.All)
        {
            await Replacing(provider, kind);
        }
    }

    private static async Task Replacing(Provider provider, DocumentKind kind)
    {
        await using (var desk = await Asked(provider, RemarkSubject.Category))
        {
            if (DocumentRules.IsRequired(kind))
            {
                await Expect.Refused(CertificationRefusals.DocumentAccepted, () => desk.Applicant.Attach(kind));
            }
            else
            {
                await desk.Applicant.Attach(kind);
                await Fallen(desk);
            }
        }

        await using var asked = await Asked(provider, ChecklistRules.SubjectOf(kind));
        await asked.Applicant.Attach(kind);
        await Fallen(asked);

        async Task Fallen(Desk desk)
        {
            await desk.Resubmit();
            var sheet = await desk.Sheet();
            Assert.All(ChecklistRules.DecidedBy(kind), item => Assert.Null(sheet.Checklist.Single(line => line.Item == item).Passed));
        }
    }

    [Fact]
    public void Every_part_of_the_profile_is_one_that_these_tests_know() =>
        Assert.Equal(
            ["AvatarKey", "Category", "Handle", "Introduction", "Name", "Type"],
            typeof(AccountForm).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal)
        );

    [Theory, BothDatabases]
    public async Task Name_and_category_stay_from_handing_in_to_the_end_of_the_badge(Provider provider)
    {
        await using var desk = await Desk.Of(provider);
        await Held(AccountsRefusals.NameInReview, AccountsRefusals.CategoryInReview);
        await desk.Applicant.PassAll(desk.Zhao, desk.Number);
        await Held(AccountsRefusals.NameInReview, AccountsRefusals.CategoryInReview);

        // What is asked about may be changed, the other not; handed in again, both stay.
        await desk.Ask(RemarkSubject.AccountName);
        await Held(null, AccountsRefusals.CategoryInReview);
        await Edit(form => form with { Name = "Qinghe Tea Garden" });
        await desk.Resubmit();
        Assert.Null((await desk.Sheet()).Checklist.Single(line => line.Item == ChecklistItem.NameHonest).Passed);
        await Held(AccountsRefusals.NameInReview, AccountsRefusals.CategoryInReview);
        await desk.Ask(RemarkSubject.Category);
        await Held(AccountsRefusals.NameInReview, null);
        await desk.Resubmit();

        await desk.Applicant.PassAll(desk.Zhao, desk.Number);
        await desk.Applicant.Approve(desk.Zhao, desk.Number);
        await Held(AccountsRefusals.NameCertified, AccountsRefusals.CategoryCertified);

        // A restriction hides the badge and gives it back: nothing may be changed under it.
        var admin = await desk.World.Person("admin", StaffRole.Administrator);
        var (accounts, number) = (desk.World.Get<AccountService>(), (await desk.Applicant.View()).Account.Number);
        await accounts.Restrict(admin, number, "Complaints.", None);
        await Held(AccountsRefusals.NameCertified, AccountsRefusals.CategoryCertified);
        await accounts.Restore(admin, number, "Settled.", None);
        await Edit(form => form with { Introduction = "Tea, and cakes." });
        Assert.Equal(AccountState.Certified, (await desk.Applicant.View()).Account.State);

        async Task Edit(Func<AccountForm, AccountForm> change)
        {
            var (owner, slug, handle) = (desk.Applicant.Owner, desk.Applicant.Merchant.Slug, desk.Applicant.Handle);
            var sheet = await desk.World.Get<AccountService>().Sheet(owner, slug, handle, None);
            var card = sheet.Card;
            var form = new AccountForm(card.Type, card.Handle, card.Name, card.Category, sheet.Introduction, card.AvatarKey);
            await desk.World.Get<AccountService>().Edit(owner, slug, handle, change(form), sheet.Version, None);
        }

        async Task Held(string? name, string? category)
        {
            await Try(name, "Name", form => form with { Name = "广州市人民政府" });
            await Try(category, "Category", form => form with { Category = AccountCategory.Government });
        }

        async Task Try(string? code, string field, Func<AccountForm, AccountForm> change)
        {
            if (code is not null)
            {
                Assert.Equal(field, (await Expect.Refused(code, () => Edit(change))).Field);
            }
        }
    }

    [Theory, BothDatabases]
    public async Task A_case_that_ends_without_a_badge_lets_the_profile_go(Provider provider)
    {
        await using var world = await World.Create(provider);
        var zhao = await world.Person("zhao", StaffRole.Reviewer);
        var (n, ways) = (
            0,
            new List<Func<Applicant, string, Task>>
            {
                (one, _) => one.Certification.Withdraw(one.Owner, one.Merchant.Slug, one.Handle, None),
                async (one, number) =>
                {
                    await one.Review.Claim(zhao, number, None);
                    await one.Reject(zhao, number, RejectReason.Other, "No.");
                },
            }
        );
        foreach (var way in ways)
        {
            var applicant = await Applicant.In(world, $"org{++n}");
            await way(applicant, await applicant.Submit());
            var sheet = await world.Get<AccountService>().Sheet(applicant.Owner, applicant.Merchant.Slug, applicant.Handle, None);
            Assert.Equal((ProfileHold.None, ProfileHold.None), (sheet.NameHold, sheet.CategoryHold));
        }
    }

    [Theory, BothDatabases]
    public async Task A_failed_line_says_why(Provider provider)
    {
        await using var desk = await Desk.Of(provider);
        await desk.Applicant.Review.Claim(desk.Zhao, desk.Number, None);
        foreach (var note in new[] { null, "", "  " })
        {
            var refused = await Expect.Refused(
                CertificationRefusals.NoteRequired,
                () => desk.Applicant.Review.Answer(desk.Zhao, desk.Number, ChecklistItem.SealWhole, false, note, None)
            );
            Assert.Equal("Note", refused.Field);
        }

        Assert.Equal(0, (await desk.Sheet()).Answered);
        await desk.Applicant.Review.Answer(desk.Zhao, desk.Number, ChecklistItem.SealWhole, false, "Cut off.", None);
        Assert.Equal(1, (await desk.Sheet()).Failed);
    }

    private static ApplicationForm Altered(ApplicationForm form, FactField field) =>
        field switch
        {
            FactField.LegalName => form with { LegalName = "广州市人民政府服务中心" },
            FactField.CreditCode => form with { CreditCode = "9144030071526726XG" },
            FactField.LegalRepresentative => form with { LegalRepresentative = "Somebody Else" },
            FactField.IdentityNumber => form with
            {
                IdentityNumber = "44010118800101001" + IdentityNumberRules.CheckDigit("44010118800101001"),
            },
            FactField.OperatorName => form with { OperatorName = "Somebody Else" },
            FactField.OperatorMobile => form with { OperatorMobile = "13900005206" },
            FactField.LicenceValidUntil => form with { LicenceValidUntil = new DateOnly(2040, 1, 1) },
            FactField.LetterDate => form with { LetterDate = new DateOnly(2026, 11, 17) },
        };

    /// <summary>Everything passed, and then the reviewer asks about one thing.</summary>
    private static async Task<Desk> Asked(Provider provider, RemarkSubject subject)
    {
        var desk = await Desk.Of(provider);
        await desk.Applicant.PassAll(desk.Zhao, desk.Number);
        await desk.Ask(subject);
        return desk;
    }
}

/// <summary>A case that was handed in, and the reviewer who works on it.</summary>
internal sealed record Desk(World World, Applicant Applicant, Actor Zhao, string Number) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static async Task<Desk> Of(Provider provider)
    {
        var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        return new Desk(world, applicant, await world.Person("zhao", StaffRole.Reviewer), await applicant.Submit());
    }

    public async Task Ask(RemarkSubject subject)
    {
        await Applicant.Review.Claim(Zhao, Number, None);
        await Applicant.RequestChanges(Zhao, Number, [new RemarkForm(subject, "Look at this again.")]);
    }

    public async Task Resubmit()
    {
        await Applicant.Certification.Resubmit(Applicant.Owner, Applicant.Merchant.Slug, Applicant.Handle, None);
        await Applicant.Review.Claim(Zhao, Number, None);
    }

    public Task<CaseWorkView> Sheet() => Applicant.Review.Case(Zhao, Number, None);

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
