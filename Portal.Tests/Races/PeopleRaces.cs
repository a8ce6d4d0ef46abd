using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Approvals;
using Portal.Domain.Messaging;
using Portal.Domain.Notifications;
using Portal.Domain.Operations;
using Portal.Domain.Reports;
using Portal.Tests.Approvals;
using Portal.Tests.Identity;

namespace Portal.Tests.Races;

/// <summary>People, their roles and credentials, and what a site keeps of itself.</summary>
internal static class PeopleRaces
{
    private static readonly Actor Visitor = Actor.Visitor("x");
    private static CancellationToken Ct => CancellationToken.None;

    public static readonly Race[] All =
    [
        new("signing up one address", 1, ["Users(NormalizedUserName)"], SignUp),
        new("two codes of one new address", 1, ["Users(NormalizedUserName)"], UseCodes),
        new("making one person", 1, ["Users(NormalizedUserName)"], CreateUser),
        new("joining as a new person by one link", 1, ["Users(NormalizedUserName)", "Memberships(MerchantId,UserId,Role)"], JoinByLink),
        new("asking for codes", SignInPolicies.WalletCodesAnHour.Standard, ["SignInCodes(Ticket)"], AskForCodes),
        new("signing in", 8, ["Sessions(Key)"], Start),
        new("beginning an app", 1, ["Authenticators(UserId)"], BeginApp),
        new("a new set of recovery codes", RecoveryCode.SetSize, ["RecoveryCodes(UserId,Hash)"], RenewCodes),
        new("keeping one passkey", 1, ["UserPasskeys(CredentialId)"], Passkey),
        new("offering the set-up code", 1, ["SetupCodes(Id)"], Offer) { Alone = true },
        new("giving a staff role", 1, ["StaffAssignments(UserId,Role)"], GrantStaff),
        new("adding a member", 1, ["Memberships(MerchantId,UserId,Role)"], AddMember),
        new("giving a custom role", 1, ["Memberships(UserId,CustomRoleId)"], GiveCustom),
        new("naming a custom role", 1, ["CustomRoles(MerchantId,Name)"], NameRole),
        new("inviting one address", 1, ["Invitations(MerchantId,OpenFor)", "Invitations(TokenHash)"], Invite),
        new("looking at an organisation", 1, ["Looks(MerchantId,StaffId,Permit,HourUtc,ViewId)"], LookAt),
        new("registering one address of an organisation", 1, ["Merchants(Slug)"], RegisterMerchant),
        new(
            "registering one handle",
            1,
            ["PublicAccounts(Number)", "PublicAccounts(Handle)", "PublicAccounts(HandleKey)", "Sequences(Name)"],
            RegisterAccount
        )
        {
            Alone = true,
        },
        new("keeping one picture", 1, ["AvatarImages(MerchantId,Key)"], KeepPicture),
        new("keeping one draft", 1, ["FormDrafts(UserId,Key)"], KeepDraft),
        new("asking for a clock", 1, ["WorkItems(Kind,RefId)"], AskClock) { Alone = true },
        new("running a clock", 1, ["ClockRuns(Name)"], RunClock),
        new("choosing how to hear", 1, ["NoticePreferences(UserId,Kind)"], Choose),
        new("telling of one mail", 1, ["Notices(UserId,Key)"], TellOnce),
        new("gathering a day", 1, ["NoticeDigests(UserId,Day)"], Gather) { Alone = true },
        new("writing the trail", 8, ["AuditRecords(Sequence)"], WriteTrail),
        new("cutting the trail", 1, ["AuditCuts(Sequence)"], CutTrail) { Alone = true },
    ];

    private static string Mail(string lane) => $"{lane}@example.test";

    private static Task<Ground> Ready(Func<int, Task> act, Func<PortalDb, Task<int>> rows) => Task.FromResult(Ground.Of(act, rows));

    private static Func<PortalDb, Task<int>> Persons(string lane)
    {
        var normal = Mail(lane).ToUpperInvariant();
        return db => db.Users.CountAsync(user => user.NormalizedEmail == normal);
    }

    private static Task<Ground> SignUp(World world, string lane) =>
        Ready(_ => world.Get<PeopleService>().SignUp(Visitor, Mail(lane), lane, "a walk along the river", "en", Ct), Persons(lane));

    private static async Task<Ground> UseCodes(World world, string lane)
    {
        var wallet = world.Get<WalletSignInService>();
        var tickets = new List<(string Ticket, string Code)>();
        for (var i = 0; i < 8; i++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(i == 4 ? 61 : 0));
            var ticket = await wallet.AskForCode(Visitor, Mail(lane), "en", Ct);
            await using var db = world.Db();
            var mail = await db.Mails.OrderByDescending(row => row.Id).FirstAsync();
            tickets.Add((ticket, JsonSerializer.Deserialize<string[]>(mail.Arguments)![0]));
        }

        // The first four have run out meanwhile: four callers are refused, four sign in, as one person.
        return Ground.Of(caller => wallet.UseCode(Visitor, tickets[caller].Ticket, tickets[caller].Code, Ct), Persons(lane));
    }

    private static Task<Ground> CreateUser(World world, string lane) =>
        Ready(
            _ => world.Get<PeopleService>().CreateUser(Actor.Operator, new NewUser(Mail(lane), lane, "a walk along the river"), Ct),
            Persons(lane)
        );

    private static async Task<Ground> JoinByLink(World world, string lane)
    {
        var (merchant, owner) = await world.Organisation(lane);
        var invitations = world.Get<InvitationService>();
        await invitations.Invite(owner, lane, new InviteForm(Mail(lane), [RoleKey.Of(MerchantRole.ContentEditor)], "en"), Ct);
        await using var db = world.Db();
        var sent = await db.Mails.Where(row => row.Kind == InvitationService.MailKind).OrderByDescending(row => row.Id).FirstAsync();
        var token = JsonSerializer.Deserialize<string[]>(sent.Arguments)![0].Split('=')[1];
        return Ground.Of(
            _ => invitations.SignUp(Visitor, token, lane, "a walk along the river", "en", Ct),
            read => read.Memberships.Of(merchant).CountAsync(row => row.UserId != owner.UserId)
        );
    }

    private static Task<Ground> AskForCodes(World world, string lane) =>
        Ready(
            _ => world.Get<WalletSignInService>().AskForCode(Visitor, Mail(lane), "en", Ct),
            db => db.SignInCodes.CountAsync(row => row.Email == Mail(lane))
        );

    private static async Task<Ground> Start(World world, string lane)
    {
        var person = await world.Person(lane);
        return Ground.Of(_ => world.SignedIn(person), db => db.Sessions.CountAsync(row => row.UserId == person.UserId));
    }

    private static async Task<Ground> BeginApp(World world, string lane)
    {
        var person = await world.SignedIn(await world.Person(lane));
        return Ground.Of(
            _ => world.Get<SecondFactorService>().Begin(person, Ct),
            db => db.Authenticators.CountAsync(row => row.UserId == person.UserId)
        );
    }

    private static async Task<Ground> RenewCodes(World world, string lane)
    {
        var person = await world.SignedIn(await world.Person(lane));
        var seconds = world.Get<SecondFactorService>();
        var secret = SecondFactorServiceTests.SecretOf((await seconds.Begin(person, Ct)).Uri);
        await seconds.Confirm(person, TotpRules.Code(secret, TotpRules.StepOf(world.Clock.UtcNow())), Ct);
        await using (var db = world.Db())
        {
            await db.Sealed(db.RecoveryCodes.Where(row => row.UserId == person.UserId), rows => rows.ExecuteDeleteAsync(), Ct);
        }

        var fresh = await world.SignedIn(person);
        return Ground.Of(
            _ => (Task)seconds.RenewRecoveryCodes(fresh, Ct),
            db => db.RecoveryCodes.CountAsync(row => row.UserId == person.UserId)
        );
    }

    private static async Task<Ground> Passkey(World world, string lane)
    {
        var person = await world.SignedIn(await world.Person(lane));
        var key = System.Text.Encoding.UTF8.GetBytes(lane.PadRight(16, '.'));
        return Ground.Of(
            _ =>
                world
                    .Get<CredentialService>()
                    .AddPasskey(
                        person,
                        new UserPasskeyInfo(key, [1], world.Clock.GetUtcNow(), 0, null, true, true, false, [], []),
                        "Phone",
                        Ct
                    ),
            db => db.Set<IdentityUserPasskey<long>>().CountAsync(row => row.UserId == person.UserId)
        );
    }

    private static Task<Ground> Offer(World world, string lane) =>
        Ready(
            async _ => Assert.NotNull(await world.Get<SetupService>().Offer(Actor.System("setup"), Ct)),
            db => db.SetupCodes.CountAsync()
        );

    private static async Task<Ground> GrantStaff(World world, string lane)
    {
        var administrator = await world.Person(lane + "-administrator", StaffRole.Administrator);
        var person = await world.Person(lane);
        return Ground.Of(
            _ => world.Get<StaffService>().Grant(administrator, person.UserId, StaffRole.Support, "Looks after merchants.", Ct),
            db => db.StaffAssignments.CountAsync(row => row.UserId == person.UserId)
        );
    }

    private static async Task<Ground> AddMember(World world, string lane)
    {
        await world.Organisation(lane);
        var person = await world.Person(lane);
        return Ground.Of(
            _ => world.Get<PeopleService>().AddMember(Actor.Operator, lane, person.UserId, MerchantRole.ContentEditor, Ct),
            db => db.Memberships.CountAsync(row => row.UserId == person.UserId)
        );
    }

    private static async Task<Ground> GiveCustom(World world, string lane)
    {
        var (merchant, owner) = await world.Organisation(lane);
        var role = await world.Get<CustomRoleService>().Save(owner, lane, new CustomRoleForm(null, "Clerk", [Permit.ViewMembers], 0), Ct);
        var person = await world.Member(merchant, MerchantRole.ContentEditor);
        RoleKey[] roles = [RoleKey.Of(MerchantRole.ContentEditor), RoleKey.OfCustom(role)];
        return Ground.Of(
            _ => world.Get<RoleGrantService>().SetRoles(owner, lane, person.UserId, roles, string.Empty, ApprovalWorld.Key, Ct),
            db => db.Memberships.CountAsync(row => row.CustomRoleId == role)
        );
    }

    private static async Task<Ground> NameRole(World world, string lane)
    {
        var (merchant, owner) = await world.Organisation(lane);
        return Ground.Of(
            _ => world.Get<CustomRoleService>().Save(owner, lane, new CustomRoleForm(null, "Clerk", [Permit.ViewMembers], 0), Ct),
            db => db.CustomRoles.Of(merchant).CountAsync()
        );
    }

    private static async Task<Ground> Invite(World world, string lane)
    {
        var (merchant, owner) = await world.Organisation(lane);
        var form = new InviteForm(Mail(lane), [RoleKey.Of(MerchantRole.ContentEditor)], "en");
        return Ground.Of(_ => world.Get<InvitationService>().Invite(owner, lane, form, Ct), db => db.Invitations.Of(merchant).CountAsync());
    }

    private static async Task<Ground> LookAt(World world, string lane)
    {
        var (merchant, _) = await world.Organisation(lane);
        var support = await world.Person(lane, StaffRole.Support);
        return Ground.Of(_ => (Task)world.Get<MerchantService>().Sheet(support, lane, Ct), db => db.Looks.Of(merchant).CountAsync());
    }

    private static async Task<Ground> RegisterMerchant(World world, string lane)
    {
        var people = new List<Actor>();
        for (var i = 0; i < 8; i++)
        {
            people.Add(await world.Person($"{lane}-{i}"));
        }

        var form = new MerchantForm(lane, "Tea Trading Co., Ltd.", null, EntityType.Company, "91350100M000100Y43");
        return Ground.Of(
            caller => world.Get<MerchantService>().Register(people[caller], form with { LegalName = $"Tea {caller} Co., Ltd." }, Ct),
            db => db.Merchants.CountAsync(row => row.Slug == lane)
        );
    }

    private static async Task<Ground> RegisterAccount(World world, string lane)
    {
        var owners = new List<(string Slug, Actor Owner)>();
        for (var i = 0; i < 8; i++)
        {
            owners.Add(($"{lane}-{i}", (await world.Organisation($"{lane}-{i}")).Owner));
        }

        var form = new AccountForm(AccountType.Service, $"{lane}_tea", "Tea House", AccountCategory.Food, "Tea from Guangzhou.");
        return Ground.Of(
            caller => world.Get<AccountService>().Register(owners[caller].Owner, owners[caller].Slug, form, Ct),
            db => db.PublicAccounts.CountAsync()
        );
    }

    private static async Task<Ground> KeepPicture(World world, string lane)
    {
        var (merchant, owner) = await world.Organisation(lane);
        return Ground.Of(
            _ => world.Get<AccountService>().KeepAvatar(owner, lane, Portal.Tests.Accounts.Files.Png(40, 30), Ct),
            db => db.AvatarImages.Of(merchant).CountAsync()
        );
    }

    private static async Task<Ground> KeepDraft(World world, string lane)
    {
        var person = await world.Person(lane);
        return Ground.Of(
            _ => (Task)world.Get<DraftService>().Save(person, "account", "{}", null, Ct),
            db => db.FormDrafts.CountAsync(row => row.UserId == person.UserId)
        );
    }

    private static async Task<Ground> AskClock(World world, string lane)
    {
        var administrator = await world.Person(lane, StaffRole.Administrator);
        var name = world.Get<ScheduleNames>().All[0];
        return Ground.Of(_ => world.Get<JobsService>().RunClock(administrator, name, Ct), db => db.WorkItems.CountAsync());
    }

    private static Task<Ground> RunClock(World world, string lane) =>
        Ready(_ => world.Get<RunLog>().Run(lane, _ => Task.CompletedTask, Ct), db => db.ClockRuns.CountAsync(row => row.Name == lane));

    private static async Task<Ground> Choose(World world, string lane)
    {
        var person = await world.Person(lane);
        return Ground.Of(
            _ => world.Get<NoticeService>().Choose(person, NoticeKind.StatementReady, NoticeWay.Daily, Ct),
            db => db.NoticePreferences.CountAsync(row => row.UserId == person.UserId)
        );
    }

    private static async Task<Ground> TellOnce(World world, string lane)
    {
        var person = await world.Person(lane, StaffRole.Administrator);
        var id = long.Parse(lane[4..], System.Globalization.CultureInfo.InvariantCulture);
        return Ground.Of(
            _ => world.Get<NoticeMailService>().Failed(Actor.System("mail"), "mail.send", id, Ct),
            db => db.Notices.CountAsync(row => row.UserId == person.UserId)
        );
    }

    private static async Task<Ground> Gather(World world, string lane)
    {
        var person = await world.Person(lane);
        await world.Get<NoticeService>().Choose(person, NoticeKind.StatementReady, NoticeWay.Daily, Ct);
        await using (var db = world.Db())
        {
            await db.Notify(
                new Notification(NoticeKind.StatementReady, new NoticeThing("statement", "S-1"), "S-1", "S-1"),
                [person.UserId],
                Ct
            );
            await db.SaveChangesAsync();
        }

        world.Clock.Advance(TimeSpan.FromDays(1));
        return Ground.Of(_ => (Task)world.Get<NoticeMailService>().Gather(Actor.System("mail"), Ct), db => db.NoticeDigests.CountAsync());
    }

    private static Task<Ground> WriteTrail(World world, string lane) =>
        Ready(
            async caller =>
            {
                await using var db = world.Db();
                db.Audit(Actor.Operator, "setting.changed", "thing", $"{lane}-{caller}");
                await db.SaveChangesAsync();
            },
            db => db.AuditRecords.CountAsync(row => row.ObjectKey.StartsWith(lane + "-"))
        );

    private static async Task<Ground> CutTrail(World world, string lane)
    {
        await WriteRecord(world);
        world.Clock.Advance(TimeSpan.FromDays(365 * 3));
        await WriteRecord(world);
        world.Get<Portal.Domain.Audit.AuditSettings>().KeepYears = 2;
        return Ground.Of(
            _ => (Task)world.Get<Portal.Domain.Audit.AuditKeepingService>().Cut(Actor.System("audit"), Ct),
            db => db.Set<Portal.Domain.Audit.AuditCut>().CountAsync()
        );

        static async Task WriteRecord(World world)
        {
            await using var db = world.Db();
            db.Audit(Actor.Operator, "setting.changed", "thing", "one");
            await db.SaveChangesAsync();
        }
    }
}
