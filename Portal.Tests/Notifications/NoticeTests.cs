using Microsoft.EntityFrameworkCore;
using Portal.Domain.Certification;
using Portal.Domain.Messaging;
using Portal.Domain.Notifications;
using Portal.Jobs;
using Portal.Tests.Certification;

namespace Portal.Tests.Notifications;

public sealed class NoticeTests
{
    private static readonly Actor Mailer = Actor.System("mail");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_certification_that_moves_is_told_to_those_who_applied_in_portal_and_by_mail(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var editor = await world.Member(applicant.Merchant, MerchantRole.ContentEditor);
        var reviewer = await world.Person("reviewer", StaffRole.Reviewer);
        var number = await applicant.Submit();
        await applicant.Review.Claim(reviewer, number, Ct);
        await applicant.RequestChanges(reviewer, number, [new RemarkForm(RemarkSubject.LegalName, "Not the licence's")]);

        var bell = await world.Get<NoticeService>().Bell(applicant.Owner, Ct);
        var notice = Assert.Single(bell.Latest);
        Assert.Equal((1, NoticeKind.CertificationChanges), (bell.Unread, notice.Kind));
        Assert.Equal(new NoticeThing("certification", applicant.Handle, "qinghe"), notice.Thing);
        Assert.Equal(0, (await world.Get<NoticeService>().Bell(editor, Ct)).Unread);

        await RunDue(world);
        var mail = Assert.Single(Mails(world), file => file.Contains("notice.mail", StringComparison.Ordinal));
        var text = await MimeKit.MimeMessage.LoadAsync(mail, Ct);
        Assert.Contains("changes are asked for", text.Subject!, StringComparison.Ordinal);
        Assert.Contains($"/m/qinghe/accounts/{applicant.Handle}/certification", text.TextBody, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task The_mail_is_written_in_the_readers_language(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        await using (var db = world.Db())
        {
            await db
                .Users.Where(row => row.Id == applicant.Owner.UserId)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Culture, "zh-CN"), Ct);
        }

        var reviewer = await world.Person("reviewer", StaffRole.Reviewer);
        var number = await applicant.Submit();
        await applicant.PassAll(reviewer, number);
        await applicant.Approve(reviewer, number);
        await RunDue(world);
        var text = await MimeKit.MimeMessage.LoadAsync(
            Mails(world).Single(file => file.Contains("notice.mail", StringComparison.Ordinal)),
            Ct
        );
        Assert.Contains("已通过认证", text.Subject!, StringComparison.Ordinal);
        Assert.Contains("2027", text.TextBody, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_change_that_is_rolled_back_tells_nobody_and_one_told_twice_is_heard_once(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        await using (var db = world.Db())
        {
            await using var tx = await db.Database.BeginTransactionAsync(Ct);
            await db.Notify(Ready("S-1"), db.OwnersOf(merchant.Id), Ct);
            await db.SaveChangesAsync(Ct);
            await tx.RollbackAsync(Ct);
        }

        Assert.Equal(0, (await world.Get<NoticeService>().Bell(owner, Ct)).Unread);
        for (var i = 0; i < 2; i++)
        {
            await using var db = world.Db();
            await db.Notify(Ready("S-1"), db.OwnersOf(merchant.Id), Ct);
            await db.Notify(Ready("S-1"), db.OwnersOf(merchant.Id), Ct);
            await db.SaveChangesAsync(Ct);
        }

        Assert.Equal(1, (await world.Get<NoticeService>().Bell(owner, Ct)).Unread);
    }

    [Theory, BothDatabases]
    public async Task A_day_is_one_digest_a_person_even_when_two_servers_gather_at_once(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        await Notify(world, merchant, "S-1", "S-2", "S-3");
        var mail = world.Get<NoticeMailService>();
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => mail.Gather(Mailer, Ct))));
        Assert.Equal(1, made.Sum());
        await RunDue(world);
        await RunDue(world);
        var text = await MimeKit.MimeMessage.LoadAsync(Assert.Single(Mails(world)), Ct);
        Assert.StartsWith("3 notifications", text.Subject!, StringComparison.Ordinal);
        Assert.Equal(3, text.TextBody!.Split("is ready").Length - 1);

        await Notify(world, merchant, "S-4");
        Assert.Equal(0, await mail.Gather(Mailer, Ct));
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.Get<NoticeService>().ReadAll(owner, long.MaxValue, Ct);
        Assert.Equal(0, await mail.Gather(Mailer, Ct));
    }

    [Theory, BothDatabases]
    public async Task Preferences_are_kept_and_security_cannot_be_turned_off(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var notices = world.Get<NoticeService>();
        await notices.Choose(owner, NoticeKind.StatementReady, NoticeWay.Off, Ct);
        await Notify(world, merchant, "S-1");
        Assert.Equal(0, (await notices.Bell(owner, Ct)).Unread);

        await notices.Choose(owner, NoticeKind.StatementReady, NoticeWay.AtOnce, Ct);
        await Notify(world, merchant, "S-2");
        await RunDue(world);
        Assert.Single(Mails(world));
        Assert.Equal(NoticeWay.AtOnce, (await notices.Choices(owner, Ct)).Single(one => one.Kind == NoticeKind.StatementReady).Way);

        var refusal = await Assert.ThrowsAsync<Refusal>(() => notices.Choose(owner, NoticeKind.RoleChanged, NoticeWay.Off, Ct));
        Assert.Equal(NoticesRefusals.SecurityStaysOn, refusal.Code);
        Assert.DoesNotContain(await notices.Choices(owner, Ct), one => one.Group == NoticeGroup.Operations);
    }

    [Theory, BothDatabases]
    public async Task One_sees_and_marks_only_ones_own_and_what_came_later_stays_unread(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        await Notify(world, merchant, "S-1", "S-2");
        var notices = world.Get<NoticeService>();
        var seen = (await notices.Bell(owner, Ct)).Latest[0].Id;
        Assert.True((await Assert.ThrowsAsync<Refusal>(() => notices.Read(world.Stranger, seen, Ct))).IsNotFound);
        await Notify(world, merchant, "S-3");
        await notices.ReadAll(owner, seen, Ct);
        var unread = await notices.List(owner, unreadOnly: true, NoticeGroup.Money, new PageAsk(), Ct);
        Assert.Equal("S-3", Assert.Single(unread.Rows).Thing.Key);
        Assert.Empty((await notices.List(owner, unreadOnly: true, NoticeGroup.Team, new PageAsk(), Ct)).Rows);
    }

    [Theory, BothDatabases]
    public async Task A_notice_written_by_another_server_wakes_the_open_window(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var woken = 0;
        using var listening = world.Get<NoticeWakeups>().Listen(owner.UserId, () => Task.FromResult(woken++));
        var watch = world.Get<NoticeWatch>();
        await watch.Look(Ct);
        Assert.Equal(0, woken);
        await Notify(world, merchant, "S-1");
        await watch.Look(Ct);
        await watch.Look(Ct);
        Assert.Equal(1, woken);
        listening.Dispose();
        await Notify(world, merchant, "S-2");
        await watch.Look(Ct);
        Assert.Equal(1, woken);
    }

    [Theory, BothDatabases]
    public async Task A_mail_that_fails_to_the_end_is_told_to_who_looks_after_the_jobs(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var admin = await world.Person("admin", StaffRole.Administrator);
        await world.Get<NoticeService>().Choose(owner, NoticeKind.StatementReady, NoticeWay.AtOnce, Ct);
        await Notify(world, merchant, "S-1");
        // A file stands where the pickup folder should be.
        await File.WriteAllTextAsync(Path.Combine(world.Folder, "mail"), "in the way", Ct);
        for (var i = 0; i < WorkItem.AttemptsMax; i++)
        {
            await RunDue(world);
            world.Clock.Advance(TimeSpan.FromMinutes(11));
        }

        Assert.Equal(NoticeKind.MailFailed, Assert.Single((await world.Get<NoticeService>().Bell(admin, Ct)).Latest).Kind);
    }

    [Theory, BothDatabases]
    public async Task A_badge_that_ends_is_told_at_each_step_once(Provider provider)
    {
        await using var world = await World.Create(provider);
        var applicant = await Applicant.In(world);
        var reviewer = await world.Person("reviewer", StaffRole.Reviewer);
        var number = await applicant.Submit();
        await applicant.PassAll(reviewer, number);
        await applicant.Approve(reviewer, number);
        var renewals = world.Get<RenewalService>();
        async Task<int> Ending(int days)
        {
            var until = DateOnly.FromDateTime(World.Start.Date).AddYears(1);
            world.Clock.SetUtcNow(new DateTimeOffset(until.AddDays(-days), new TimeOnly(4, 0), TimeSpan.Zero));
            await renewals.Remind(Actor.System("certification"), Ct);
            await renewals.Remind(Actor.System("certification"), Ct);
            return (await world.Get<NoticeService>().List(applicant.Owner, false, null, new PageAsk(), Ct)).Rows.Count(row =>
                row.Kind == NoticeKind.CertificationEnding
            );
        }

        Assert.Equal(0, await Ending(90));
        Assert.Equal(1, await Ending(59));
        Assert.Equal(2, await Ending(29));
        Assert.Equal(2, await Ending(20));
        Assert.Equal(3, await Ending(5));
    }

    private static Notification Ready(string number) =>
        new(
            NoticeKind.StatementReady,
            new NoticeThing("statement", number, "qinghe"),
            $"statement:{number}",
            new DateOnly(2026, 11, 19),
            Money.Cny(125_00)
        );

    private static async Task Notify(World world, Merchant merchant, params string[] numbers)
    {
        await using var db = world.Db();
        foreach (var number in numbers)
        {
            await db.Notify(Ready(number), db.OwnersOf(merchant.Id), Ct);
        }

        await db.SaveChangesAsync(Ct);
    }

    private static Task<int> RunDue(World world) => world.Get<WorkQueue>().RunDue(world.Get<WorkSteps>().Table, Ct);

    private static string[] Mails(World world)
    {
        var folder = Path.Combine(world.Folder, "mail");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [];
    }
}
