using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;
using Portal.Domain.Messaging;
using Portal.Domain.Operations;
using Portal.Domain.Reports;
using Portal.Jobs;
using Portal.Tests.Approvals;
using Portal.Tests.Certification;

namespace Portal.Tests.Operations;

public sealed class RetentionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, BothDatabases]
    public async Task What_has_outlived_its_term_is_gone_and_the_proof_of_it_is_kept(Provider provider)
    {
        await using var world = await World.Create(provider);
        var decided = await Applicant.In(world);
        var number = await decided.Submit();
        await decided.Certification.Withdraw(decided.Owner, decided.Merchant.Slug, decided.Handle, None);
        var draft = await Applicant.In(world, "bamboo");
        await draft.Fill();
        await draft.Attach(DocumentKind.BusinessLicence);
        await PlantMailAndCode(world);
        var files = Files(world);
        Assert.Equal(4, files.Values.Sum(one => one.Count));

        Assert.Equal(0, await Run(world));
        Assert.Equal(4, Files(world).Values.Sum(one => one.Count));

        world.Clock.Advance(TimeSpan.FromDays(183));
        Assert.False(await Holds(world));
        Assert.True(await Run(world) > 0);

        Assert.Empty(Files(world));
        Assert.False(File.Exists(world.Get<DatabaseSettings>().PickupPath(1)));
        Assert.True(await Holds(world));
        await using var db = world.Db();
        var row = await db
            .CertificationCases.Include(one => one.Documents)
            .Include(one => one.Events)
            .SingleAsync(one => one.Number == number);
        Assert.Equal((null, null, "", 0), (row.IdentityNumberSealed, row.OperatorMobileSealed, row.OperatorName, row.Documents.Count));
        Assert.Contains(row.Events, one => one.Kind == CaseEventKind.PapersDeleted);
        Assert.All(await db.CertificationCases.ToListAsync(), one => Assert.Equal(CaseState.Withdrawn, one.State));
        Assert.Empty(await db.Mails.ToListAsync());
        Assert.Empty(await db.Notices.ToListAsync());
        Assert.Empty(await db.SignInCodes.ToListAsync());

        var proofs = await db.Deletions.ToListAsync();
        Assert.Equal(
            [Kept.RefusedPapers, Kept.Drafts, Kept.SignInCodes, Kept.Mails],
            proofs.Select(proof => proof.Kind).Where(kind => kind < Kept.Notices)
        );
        var papers = proofs[0];
        var mine = files.Where(file => file.Key == number).SelectMany(file => file.Value).Append(number).ToList();
        Assert.Equal((mine.Count, Deletion.HashOf(mine)), (papers.Count, papers.Sha256));
        Assert.Equal(proofs.Count, await db.AuditRecords.CountAsync(record => record.Action == "personal-data.deleted"));
        Assert.Equal(0, await Run(world));
    }

    [Fact]
    public async Task A_certified_merchants_papers_stay_until_its_certificate_has_ended_and_the_term_is_over()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var reviewer = await world.Person("reviewer", StaffRole.Reviewer);
        var applicant = await Applicant.In(world);
        var number = await applicant.Submit();
        await applicant.PassAll(reviewer, number);
        await applicant.Approve(reviewer, number);

        world.Clock.Advance(TimeSpan.FromDays(365 + 170));
        await Run(world);
        Assert.NotEmpty(Files(world));

        world.Clock.Advance(TimeSpan.FromDays(15));
        await Run(world);
        Assert.Empty(Files(world));
    }

    [Theory, BothDatabases]
    public async Task A_form_nobody_goes_on_with_is_gone_after_its_term_and_one_in_use_is_not(Provider provider)
    {
        await using var world = await World.Create(provider);
        var drafts = world.Get<DraftService>();
        var applicant = await Applicant.In(world);
        var left = await drafts.Save(applicant.Owner, $"certification:{applicant.Handle}", "{\"IdentityNumber\":\"1\"}", null, None);
        var used = await drafts.Save(applicant.Owner, "merchant-new", "{}", null, None);
        world.Clock.Advance(TimeSpan.FromDays(179));
        await drafts.Save(applicant.Owner, "merchant-new", "{\"Slug\":\"tea\"}", used.Version, None);
        await Run(world);
        Assert.NotNull(await drafts.Find(applicant.Owner, $"certification:{applicant.Handle}", None));
        world.Clock.Advance(TimeSpan.FromDays(4));
        Assert.False(await Holds(world));

        await Run(world);

        Assert.Null(await drafts.Find(applicant.Owner, $"certification:{applicant.Handle}", None));
        Assert.NotNull(await drafts.Find(applicant.Owner, "merchant-new", None));
        Assert.True(await Holds(world));
        await using var db = world.Db();
        var proof = await db.Deletions.SingleAsync(row => row.Kind == Kept.FormDrafts);
        Assert.Equal(1, proof.Count);
        // Whoever has it open still and types on keeps a new one.
        await drafts.Save(applicant.Owner, $"certification:{applicant.Handle}", "{}", left.Version, None);
    }

    [Fact]
    public async Task A_term_is_the_operators_to_set_within_its_range()
    {
        await using var world = await World.Create(Provider.Sqlite);
        var administrator = await world.Person("administrator", StaffRole.Administrator);
        var applicant = await Applicant.In(world);
        await applicant.Fill();
        await applicant.Attach(DocumentKind.BusinessLicence);
        await applicant.Certification.Withdraw(applicant.Owner, applicant.Merchant.Slug, applicant.Handle, None);
        await world.Set(administrator, RetentionPolicies.KeepRefusedPapersDays, " 7 ");

        foreach (var bad in (string?[])["6", "3651", "", null, "7.5", "-7", "seven"])
        {
            var refusal = await Assert.ThrowsAsync<Refusal>(() => world.Ask(administrator, RetentionPolicies.KeepRefusedPapersDays, bad));
            Assert.Equal((PolicyRefusals.OutOfRange, nameof(PolicyForm.Value)), (refusal.Code, refusal.Field));
            Assert.Equal([7, 3650], refusal.Args);
        }

        world.Clock.Advance(TimeSpan.FromDays(8));
        Assert.True(await Run(world) > 0);
        var history = await world.Get<PolicyService>().History(administrator, nameof(RetentionPolicies.KeepRefusedPapersDays), None);
        Assert.Equal(7, history.Line.Number);
        Assert.StartsWith("second-", history.Line.InForce!.AgreedBy, StringComparison.Ordinal);
        await using var db = world.Db();
        var record = await db.AuditRecords.SingleAsync(one => one.Action == "policy.changed");
        Assert.Equal("{\"Value\":\"90\"}", record.Before);
        Assert.Contains("\"Value\":\"7\"", record.After, StringComparison.Ordinal);
    }

    private static Task<int> Run(World world) => world.Get<RetentionService>().Run(Actor.System("retention"), None);

    private static async Task<bool> Holds(World world) =>
        (await world.Get<ProofService>().Verify(Actor.Operator, None)).Single(result => result.Id == "I-61").Ok;

    private static async Task PlantMailAndCode(World world)
    {
        await using (var db = world.Db())
        {
            var user = await db.Users.FirstAsync();
            db.Mails.Add(Mail.To(user, "Reset", world.Clock.UtcNow(), "x"));
            db.SignInCodes.Add(
                SignInCode.Make("reader@example.test", "en", SignInPolicies.WalletCodeMinutes.Standard, world.Clock.UtcNow()).Row
            );
            await db.SaveChangesAsync();
        }

        await using var read = world.Db();
        foreach (var id in await read.Mails.Select(mail => mail.Id).ToListAsync())
        {
            await world.Get<MailSender>().Send(id, None);
        }

        Assert.True(File.Exists(world.Get<DatabaseSettings>().PickupPath(1)));
    }

    /// <summary>Stored names by case number, of the files that are there.</summary>
    private static Dictionary<string, List<string>> Files(World world)
    {
        var folder = Path.Combine(world.Folder, "documents");
        var there = Directory
            .EnumerateFiles(folder, "*.bin", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension)
            .ToHashSet();
        using var db = world.Db();
        return db
            .CertificationCases.SelectMany(one => one.Documents, (one, document) => new { one.Number, document.StoredName })
            .AsEnumerable()
            .Where(one => there.Contains(one.StoredName))
            .GroupBy(one => one.Number, one => one.StoredName)
            .ToDictionary(group => group.Key, group => group.ToList());
    }
}
