using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Tests.Certification;

namespace Portal.Tests.Accounts;

public sealed class AccountServiceTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly AccountForm Form = new(AccountType.Service, "qinghe_tea", "Qinghe Tea House", AccountCategory.Food, "Tea.");

    [Theory, BothDatabases]
    public async Task A_person_registers_an_organisation_and_owns_it(Provider provider)
    {
        await using var world = await World.Create(provider);
        var merchants = world.Get<MerchantService>();
        var form = new MerchantForm("qinghe", "广州清禾茶业有限公司", "Qinghe", EntityType.Company, "9144030071526726xg");
        Assert.Equal("qinghe", await merchants.Register(world.Stranger, form, None));

        var sheet = await merchants.Sheet(world.Stranger, "qinghe", None);
        Assert.Equal(("广州清禾茶业有限公司", "9144030071526726XG"), (sheet.LegalName, sheet.CreditCode));
        var other = form with { LegalName = "广州清禾餐饮有限公司" };
        var taken = await Expect.Refused(IdentityRefusals.SlugTaken, () => merchants.Register(world.Stranger, other, None));
        Assert.Equal("Slug", taken.Field);
        await Expect.Refused(IdentityRefusals.SlugTaken, async () => await merchants.Register(await world.Person("else"), form, None));
        var wrong = form with { Slug = "other", CreditCode = "9144030071526726X" };
        await Expect.Refused(AccountsRefusals.CreditCodeLength, () => merchants.Register(world.Stranger, wrong, None));
        await Expect.Refused(KernelRefusals.Denied, () => merchants.Register(Actor.Anonymous, form, None));
    }

    [Theory, BothDatabases]
    public async Task An_account_is_registered_live_with_a_number_and_a_history(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var accounts = world.Get<AccountService>();
        var receipt = await accounts.Register(owner, "qinghe", Form with { Handle = "@Qinghe_Tea" }, None);

        Assert.Equal(new AccountReceipt("qinghe_tea", "PA-000001"), receipt);
        var sheet = await accounts.Sheet(owner, "qinghe", "qinghe_tea", None);
        Assert.Equal(AccountState.Live, sheet.Card.State);
        Assert.Equal((AccountState.Draft, AccountState.Live), (sheet.History[0].From, sheet.History[0].To));
    }

    [Theory, BothDatabases]
    public async Task A_taken_or_confusable_handle_is_refused_also_to_another_organisation(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var (_, other) = await world.Organisation("lantern");
        var accounts = world.Get<AccountService>();
        await accounts.Register(owner, "qinghe", Form, None);

        await Try("qinghe_tea", AccountsRefusals.HandleTaken);
        await Try("qlnghe_tea", AccountsRefusals.HandleConfusable);
        await Try("qinghetea", AccountsRefusals.HandleConfusable);
        await Expect.Refused(AccountsRefusals.HandleTaken, () => accounts.CheckHandle(other, "lantern", "qinghe_tea", None));

        async Task Try(string handle, string code) =>
            Assert.Equal(
                "Handle",
                (await Expect.Refused(code, () => accounts.Register(other, "lantern", Form with { Handle = handle }, None))).Field
            );
    }

    [Theory, BothDatabases]
    public async Task One_form_sent_six_times_at_once_is_one_account_and_six_same_answers(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var accounts = world.Get<AccountService>();
        var tries = Enumerable.Range(0, 6).Select(_ => accounts.Register(owner, "qinghe", Form, None)).ToList();
        foreach (var attempt in tries)
        {
            Assert.Equal(new AccountReceipt("qinghe_tea", "PA-000001"), await attempt);
        }

        await using var db = world.Db();
        Assert.Equal("PA-000001", (await db.PublicAccounts.SingleAsync()).Number);
        Assert.Equal(1, await db.AuditRecords.CountAsync(row => row.Action == "account.registered"));
        // Another form with that handle is another account, which cannot be.
        foreach (var other in new[] { Form with { Name = "Qinghe Teas" }, Form with { Category = AccountCategory.Retail } })
        {
            await Expect.Refused(AccountsRefusals.HandleTaken, () => accounts.Register(owner, "qinghe", other, None));
        }
    }

    [Theory, BothDatabases]
    public async Task One_organisation_registered_twice_by_one_person_is_one(Provider provider)
    {
        await using var world = await World.Create(provider);
        var merchants = world.Get<MerchantService>();
        var form = new MerchantForm("qinghe", "广州清禾茶业有限公司", "Qinghe", EntityType.Company, "9144030071526726XG");
        var tries = Enumerable.Range(0, 4).Select(_ => merchants.Register(world.Stranger, form, None)).ToList();
        foreach (var attempt in tries)
        {
            Assert.Equal("qinghe", await attempt);
        }

        await using var db = world.Db();
        Assert.Equal(1, await db.Merchants.CountAsync());
        Assert.Equal(1, await db.Memberships.CountAsync());
    }

    [Theory, BothDatabases]
    public async Task A_foreign_organisation_is_not_there(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (merchant, owner) = await world.Organisation("qinghe");
        var (_, other) = await world.Organisation("lantern");
        var editor = await world.Member(merchant, MerchantRole.ContentEditor);
        var accounts = world.Get<AccountService>();
        await accounts.Register(owner, "qinghe", Form, None);

        await Expect.Refused(KernelRefusals.NotFound, () => accounts.Cards(other, "qinghe", None));
        await Expect.Refused(KernelRefusals.NotFound, () => accounts.Sheet(other, "lantern", "qinghe_tea", None));
        await Expect.Refused(KernelRefusals.NotFound, () => accounts.Register(other, "qinghe", Form, None));
        await Expect.Refused(KernelRefusals.Denied, () => accounts.Register(editor, "qinghe", Form with { Handle = "second" }, None));
        Assert.Single(await accounts.Cards(editor, "qinghe", None));
    }

    [Theory, BothDatabases]
    public async Task An_edit_over_somebody_elses_edit_is_refused(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var accounts = world.Get<AccountService>();
        await accounts.Register(owner, "qinghe", Form, None);
        var version = (await accounts.Sheet(owner, "qinghe", "qinghe_tea", None)).Version;

        await accounts.Edit(owner, "qinghe", "qinghe_tea", Form with { Introduction = "First." }, version, None);
        await Expect.Refused(
            KernelRefusals.Conflict,
            () => accounts.Edit(owner, "qinghe", "qinghe_tea", Form with { Introduction = "Second." }, version, None)
        );
        Assert.Equal("First.", (await accounts.Sheet(owner, "qinghe", "qinghe_tea", None)).Introduction);
    }

    [Theory, BothDatabases]
    public async Task States_move_with_a_reason_and_closing_is_for_good(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var admin = await world.Person("admin", StaffRole.Administrator);
        var accounts = world.Get<AccountService>();
        var number = (await accounts.Register(owner, "qinghe", Form, None)).Number;

        await Expect.Refused(KernelRefusals.Required, () => accounts.Suspend(admin, number, " ", None));
        await Expect.Refused(KernelRefusals.Denied, () => accounts.Suspend(owner, number, "Because", None));
        await accounts.Suspend(admin, number, "Reported for fraud", None);
        await accounts.Restore(admin, number, "Cleared", None);
        await accounts.Close(owner, "qinghe", "qinghe_tea", "Not needed", None);
        await Expect.Refused(AccountsRefusals.MoveNotAllowed, () => accounts.Suspend(admin, number, "Late", None));

        var history = (await accounts.Sheet(owner, "qinghe", "qinghe_tea", None)).History;
        Assert.Equal(
            [AccountState.Closed, AccountState.Live, AccountState.Suspended, AccountState.Live],
            history.Select(moment => moment.To)
        );
        await Expect.Refused(AccountsRefusals.HandleTaken, () => accounts.Register(owner, "qinghe", Form, None));
    }

    [Theory, BothDatabases]
    public async Task An_avatar_is_small_clean_and_public(Provider provider)
    {
        await using var world = await World.Create(provider);
        var (_, owner) = await world.Organisation("qinghe");
        var accounts = world.Get<AccountService>();
        var key = await accounts.KeepAvatar(owner, "qinghe", Files.Png(64, 64, ("tEXt", "GPS"u8.ToArray())), None);
        Assert.Equal(key, await accounts.KeepAvatar(owner, "qinghe", Files.Png(64, 64), None));
        Assert.Equal(Pictures.Pixels(Files.Png(64, 64)), Pictures.Pixels((await accounts.Avatar(Actor.Anonymous, key, None)).Content));
        await Expect.Refused(AccountsRefusals.AvatarKind, () => accounts.KeepAvatar(owner, "qinghe", Files.Pdf(""), None));
        await Expect.Refused(AccountsRefusals.AvatarTooLarge, () => accounts.KeepAvatar(owner, "qinghe", new byte[600 * 1024], None));
        await Expect.Refused(KernelRefusals.NotFound, () => accounts.Avatar(Actor.Anonymous, "nothing", None));
    }

    [Theory, BothDatabases]
    public async Task A_draft_outlives_the_session_and_belongs_to_one_person(Provider provider)
    {
        await using var world = await World.Create(provider);
        var drafts = world.Get<DraftService>();
        var other = await world.Person("other");
        var first = await drafts.Save(world.Stranger, "account-new:qinghe", """{"Name":"Qing"}""", null, None);
        await drafts.Save(world.Stranger, "account-new:qinghe", """{"Name":"Qinghe"}""", first.Version, None);

        // The same person after signing in again: another actor object, the same draft.
        var again = Actor.User(world.Stranger.UserId, "stranger");
        Assert.Equal("""{"Name":"Qinghe"}""", (await drafts.Find(again, "account-new:qinghe", None))!.Json);
        Assert.Null(await drafts.Find(other, "account-new:qinghe", None));
        await Expect.Refused(KernelRefusals.Denied, () => drafts.Save(Actor.Anonymous, "account-new:qinghe", "{}", null, None));
        await Expect.Refused(AccountsRefusals.DraftTooLarge, () => drafts.Save(again, "x", new string('x', 40_000), null, None));
        await drafts.Discard(again, "account-new:qinghe", None);
        Assert.Null(await drafts.Find(again, "account-new:qinghe", None));
    }

    [Theory, BothDatabases]
    public async Task Two_windows_on_one_draft_never_write_over_each_other(Provider provider)
    {
        await using var world = await World.Create(provider);
        var drafts = world.Get<DraftService>();
        var (person, key) = (world.Stranger, "account-new:qinghe");
        var seen = await drafts.Save(person, key, "\"one\"", null, None);
        var left = await drafts.Save(person, key, "\"left\"", seen.Version, None);

        // The right window still stands on the first text, a third has seen none at all.
        foreach (var version in new int?[] { seen.Version, null })
        {
            await Expect.Refused(AccountsRefusals.DraftChanged, () => drafts.Save(person, key, "\"right\"", version, None));
        }

        var kept = (await drafts.Find(person, key, None))!;
        Assert.Equal(("\"left\"", left.Version), (kept.Json, kept.Version));
        await drafts.Save(person, key, "\"right\"", kept.Version, None);

        var version2 = (await drafts.Find(person, key, None))!.Version;
        var won = 0;
        foreach (var race in Enumerable.Range(0, 6).Select(i => drafts.Save(person, key, $"\"{i}\"", version2, None)).ToList())
        {
            try
            {
                await race;
                won++;
            }
            catch (Refusal refusal)
            {
                Assert.Equal(AccountsRefusals.DraftChanged, refusal.Code);
            }
        }

        Assert.Equal(1, won);
    }
}
