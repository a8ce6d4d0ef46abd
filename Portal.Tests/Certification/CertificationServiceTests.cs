using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;
using Portal.Domain.Ledger;
using Portal.Tests.Accounts;

namespace Portal.Tests.Certification;

public sealed class CertificationServiceTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, BothDatabases]
    public async Task A_complete_application_is_paid_reviewed_and_certified_for_a_year(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var reviewer = await world.Person("zhao", StaffRole.Reviewer);

        var number = await applicant.Submit();
        Assert.Equal("CERT-2026-000001", number);
        await applicant.PassAll(reviewer, number);
        await applicant.Approve(reviewer, number);

        var view = await applicant.View();
        Assert.Equal(CaseState.Approved, view.Case!.State);
        Assert.Equal(new DateOnly(2027, 11, 20), view.Case.ValidUntil);
        Assert.Equal(AccountState.Certified, view.Account.State);
        Assert.Equal("RC-2026-000001", view.Case.Receipt!.Number);
        Assert.All(view.Case.Documents, document => Assert.Equal(DocumentState.Accepted, document.State));
    }

    [Theory, BothDatabases]
    public async Task The_fee_is_booked_once_and_kept(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var reviewer = await world.Person("zhao", StaffRole.Reviewer);
        var number = await applicant.Submit();
        await applicant.Review.Claim(reviewer, number, None);
        await applicant.Reject(reviewer, number, RejectReason.NotAuthorised, "The letter is not signed.");

        await using var db = world.Db();
        var pending = await LedgerPoster.Balance(db, LedgerCode.MerchantPending(applicant.Merchant.Id), Currency.Cny, None);
        var revenue = await LedgerPoster.Balance(db, LedgerCode.CertificationFeeRevenue, Currency.Cny, None);
        Assert.Equal((Money.Cny(300_00), Money.Cny(-300_00)), (pending, revenue));
        Assert.Equal($"certification-fee:{number}:1", (await db.LedgerEntries.SingleAsync()).Key);

        // A second attempt is a new case with a fee of its own.
        var again = await applicant.Submit();
        Assert.Equal("CERT-2026-000002", again);
        Assert.Equal(2, (await applicant.View()).Case!.Attempt);
        Assert.Equal(Money.Cny(-600_00), await LedgerPoster.Balance(db, LedgerCode.CertificationFeeRevenue, Currency.Cny, None));
    }

    [Theory, BothDatabases]
    public async Task Paying_in_six_windows_at_once_pays_once(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        await applicant.Fill();
        foreach (var kind in DocumentRules.All.Where(DocumentRules.IsRequired))
        {
            await applicant.Attach(kind);
        }

        var won = 0;
        foreach (var pay in Enumerable.Range(0, 6).Select(_ => Pay()).ToList())
        {
            won += await pay ? 1 : 0;
        }

        Assert.Equal(1, won);
        await using var db = world.Db();
        Assert.Equal(1, await db.LedgerEntries.CountAsync());
        Assert.Equal("RC-2026-000001", (await db.CertificationReceipts.SingleAsync()).Number);

        async Task<bool> Pay()
        {
            try
            {
                await applicant.Certification.PayAndSubmit(applicant.Owner, "qinghe", applicant.Handle, None);
                return true;
            }
            catch (Refusal)
            {
                return false;
            }
        }
    }

    [Theory, BothDatabases]
    public async Task A_government_body_pays_nothing_and_the_waiver_is_booked(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world, "haizhu", EntityType.Government);
        await applicant.Submit();

        await using var db = world.Db();
        Assert.True((await LedgerPoster.Balance(db, LedgerCode.MerchantPending(applicant.Merchant.Id), Currency.Cny, None)).IsZero);
        Assert.Equal(Money.Cny(-300_00), await LedgerPoster.Balance(db, LedgerCode.CertificationFeeRevenue, Currency.Cny, None));
        Assert.Equal(Money.Cny(300_00), await LedgerPoster.Balance(db, LedgerCode.FeeWaivers, Currency.Cny, None));
        Assert.Equal(Money.Cny(300_00), (await applicant.View()).Case!.Receipt!.Waived);
    }

    [Theory, BothDatabases]
    public async Task Changes_are_asked_for_by_field_answered_without_a_second_fee_and_checked_again(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var reviewer = await world.Person("zhao", StaffRole.Reviewer);
        var number = await applicant.Submit();
        await applicant.PassAll(reviewer, number, ChecklistItem.SealWhole);
        await applicant.Review.Answer(reviewer, number, ChecklistItem.SealWhole, false, "The seal is cut off.", None);
        await Expect.Refused(CertificationRefusals.ChecksOpen, () => applicant.Approve(reviewer, number));
        await Expect.Refused(CertificationRefusals.RemarkRequired, () => applicant.RequestChanges(reviewer, number, []));
        RemarkForm[] remarks = [new(RemarkSubject.AuthorisationLetter, "The seal is cut off. Upload a scan that shows the whole seal.")];
        await applicant.RequestChanges(reviewer, number, remarks);

        var asked = (await applicant.View()).Case!;
        Assert.Equal((CaseState.NeedsInfo, 1), (asked.State, asked.Round));
        Assert.Equal(world.Clock.UtcNow().AddDays(31), asked.ReplyDueUtc); // the thirtieth is a Sunday
        Assert.Equal(DocumentState.Accepted, asked.Documents.Single(one => one.Kind == DocumentKind.BusinessLicence).State);
        Assert.Equal(DocumentState.Replace, asked.Documents.Single(one => one.Kind == DocumentKind.AuthorisationLetter).State);
        var missing = await Expect.Refused(
            CertificationRefusals.DocumentToReplace,
            () => applicant.Certification.Resubmit(applicant.Owner, "qinghe", applicant.Handle, None)
        );
        Assert.Equal("AuthorisationLetter", missing.Field);
        await Expect.Refused(CertificationRefusals.DocumentAccepted, () => applicant.Attach(DocumentKind.BusinessLicence));

        await applicant.Attach(DocumentKind.AuthorisationLetter, Files.Jpeg(60, 80));
        await applicant.Certification.Resubmit(applicant.Owner, "qinghe", applicant.Handle, None);
        await applicant.Review.Claim(reviewer, number, None);
        var sheet = await applicant.Review.Case(reviewer, number, None);
        Assert.Equal(4, sheet.Answered); // what passed and does not hang on the new letter stays passed
        Assert.Equal(2, sheet.Documents.Count(one => one.Kind == DocumentKind.AuthorisationLetter));
        await applicant.PassAll(reviewer, number);
        await applicant.Approve(reviewer, number);
        await using var db = world.Db();
        Assert.Equal(1, await db.LedgerEntries.CountAsync());
    }

    [Theory, BothDatabases]
    public async Task After_three_rounds_the_reviewer_must_decide(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var reviewer = await world.Person("zhao", StaffRole.Reviewer);
        var number = await applicant.Submit();
        RemarkForm[] remarks = [new(RemarkSubject.CreditCode, "Type it as printed.")];
        for (var round = 1; round <= 3; round++)
        {
            await applicant.Review.Claim(reviewer, number, None);
            await applicant.RequestChanges(reviewer, number, remarks);
            await applicant.Certification.Resubmit(applicant.Owner, "qinghe", applicant.Handle, None);
        }

        await applicant.Review.Claim(reviewer, number, None);
        await Expect.Refused(CertificationRefusals.RoundsUsedUp, () => applicant.RequestChanges(reviewer, number, remarks));
    }

    [Theory, BothDatabases]
    public async Task An_unanswered_request_expires_after_thirty_days_by_the_work_queue(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var reviewer = await world.Person("zhao", StaffRole.Reviewer);
        var number = await applicant.Submit();
        await applicant.Review.Claim(reviewer, number, None);
        await applicant.RequestChanges(reviewer, number, [new(RemarkSubject.BusinessLicence, "Not readable.")]);

        world.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(0, await Pump(world));
        Assert.Equal(CaseState.NeedsInfo, (await applicant.View()).Case!.State);
        world.Clock.Advance(TimeSpan.FromDays(2.1)); // the thirtieth is a Sunday
        Assert.Equal(1, await Pump(world));
        Assert.Equal(CaseState.Expired, (await applicant.View()).Case!.State);
        Assert.Equal(0, await Pump(world));
    }

    [Theory, BothDatabases]
    public async Task A_badge_lapses_after_its_year_and_grace(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var reviewer = await world.Person("zhao", StaffRole.Reviewer);
        var number = await applicant.Submit();
        await applicant.PassAll(reviewer, number);
        await applicant.Approve(reviewer, number);
        await Expect.Refused(CertificationRefusals.AlreadyCertified, () => applicant.Fill());

        world.Clock.Advance(TimeSpan.FromDays(365 + 15));
        await Pump(world, CertificationService.LapseWork);
        Assert.Equal(AccountState.Certified, (await applicant.View()).Account.State);
        world.Clock.Advance(TimeSpan.FromDays(17));
        await Pump(world, CertificationService.LapseWork);
        Assert.Equal(AccountState.CertificationLapsed, (await applicant.View()).Account.State);
        Assert.True((await applicant.View()).MayApply);
    }

    [Theory, BothDatabases]
    public async Task What_is_missing_or_wrong_is_refused_beside_its_field(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        await Field(
            "IdentityNumber",
            CertificationRefusals.IdentityNumberWrong,
            applicant.Form with
            {
                IdentityNumber = "110105194912310021",
            }
        );
        await Field("CreditCode", AccountsRefusals.CreditCodeLength, applicant.Form with { CreditCode = "91350100M000100Y4" });
        await Field("OperatorMobile", CertificationRefusals.MobileWrong, applicant.Form with { OperatorMobile = "12345" });

        await applicant.Fill(applicant.Form with { OperatorName = "" });
        var empty = await Expect.Refused(KernelRefusals.Required, Pay);
        // All that is missing at once: the value, and every document that is needed.
        Assert.Equal(
            ["OperatorName", .. DocumentRules.All.Where(DocumentRules.IsRequired).Select(kind => kind.ToString())],
            empty.Others.Prepend(empty).Select(one => one.Field)
        );
        await applicant.Fill(applicant.Form with { CreditCode = "9144030071526726XG" });
        await Expect.Refused(CertificationRefusals.CreditCodeDiffers, Pay);
        await applicant.Fill();
        var missing = await Expect.Refused(CertificationRefusals.DocumentMissing, Pay);
        Assert.Equal("BusinessLicence", missing.Field);

        await Upload(AccountsRefusals.FileEmpty, []);
        await Upload(AccountsRefusals.FileTooLarge, new byte[11 * 1024 * 1024]);
        await Upload(AccountsRefusals.FileKind, "<svg onload=alert(1)>"u8.ToArray());
        Assert.Empty((await applicant.View()).Case!.Documents);
        Assert.False(Directory.Exists(Path.Combine(world.Folder, "documents")));

        Task Pay() => applicant.Certification.PayAndSubmit(applicant.Owner, "qinghe", applicant.Handle, None);

        async Task Field(string field, string code, ApplicationForm form) =>
            Assert.Equal(field, (await Expect.Refused(code, () => applicant.Fill(form))).Field);

        async Task Upload(string code, byte[] content) =>
            Assert.Equal(
                "BusinessLicence",
                (await Expect.Refused(code, () => applicant.Attach(DocumentKind.BusinessLicence, content))).Field
            );
    }

    [Theory, BothDatabases]
    public async Task Foreign_cases_and_documents_look_as_if_they_were_not_there(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var other = await Applicant.In(world, "lantern");
        await applicant.Submit();
        var document = (await applicant.View()).Case!.Documents[0].Id;

        foreach (var stranger in new[] { other.Owner, world.Stranger, Actor.Anonymous })
        {
            await Expect.Refused(KernelRefusals.NotFound, () => applicant.Certification.View(stranger, "qinghe", applicant.Handle, None));
            await Expect.Refused(KernelRefusals.NotFound, () => applicant.Certification.Document(stranger, "qinghe", document, None));
        }

        await Expect.Refused(KernelRefusals.NotFound, () => applicant.Certification.Document(other.Owner, "lantern", document, None));
        await Expect.Refused(KernelRefusals.NotFound, () => applicant.Certification.View(other.Owner, "lantern", applicant.Handle, None));
        var own = await applicant.Certification.Document(await world.SignedIn(applicant.Owner), "qinghe", document, None);
        using var content = new MemoryStream();
        await own.WriteTo(content, None);
        Assert.Equal(Pictures.Pixels(Files.Png(40, 30)), Pictures.Pixels(content.ToArray()));
    }

    [Theory, BothDatabases]
    public async Task Nothing_personal_lies_open_in_files_or_tables(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        await applicant.Submit();

        var view = (await applicant.View()).Case!;
        Assert.Equal("•••• 002X", view.Form.IdentityNumber);
        Assert.Equal("138 •••• 5206", view.Form.OperatorMobile);
        await using var db = world.Db();
        var row = await db.CertificationCases.SingleAsync();
        Assert.DoesNotContain("11010519491231002X", row.IdentityNumberSealed, StringComparison.Ordinal);
        Assert.All(
            await db.AuditRecords.ToListAsync(),
            record => Assert.DoesNotContain("11010519491231002X", record.After ?? "", StringComparison.Ordinal)
        );
        var files = Directory.GetFiles(Path.Combine(world.Folder, "documents"), "*", SearchOption.AllDirectories);
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.Equal("PV1:"u8.ToArray(), File.ReadAllBytes(file)[..4]));
        Assert.All(files, file => Assert.DoesNotContain("Licence", file, StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task The_pre_check_says_what_the_reviewer_will_see(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        await Applicant.In(world, "lantern"); // registered with the same licence
        await applicant.Fill(applicant.Form with { LicenceValidUntil = new DateOnly(2026, 11, 1), LetterDate = new DateOnly(2026, 7, 1) });
        var checks = await applicant.Certification.PreCheck(applicant.Owner, "qinghe", applicant.Handle, None);

        Assert.Equal(CheckOutcome.Passed, Of(CheckKind.CreditCode));
        Assert.Equal(CheckOutcome.Passed, Of(CheckKind.IdentityNumber));
        Assert.Equal(CheckOutcome.Warned, Of(CheckKind.DuplicateLicence));
        Assert.Equal(CheckOutcome.Failed, Of(CheckKind.LicenceValidity));
        Assert.Equal(CheckOutcome.Failed, Of(CheckKind.LetterAge));
        Assert.Equal(RiskLevel.High, CheckRules.Risk(checks));

        CheckOutcome Of(CheckKind kind) => checks.Single(check => check.Kind == kind).Outcome;
    }

    private static Task<int> Pump(World world, string kind = CertificationService.ExpireWork) =>
        world.Get<WorkQueue>().RunDue(world.Get<Portal.Jobs.WorkSteps>().Table, CancellationToken.None, kind);
}
