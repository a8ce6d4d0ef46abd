using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Accounts;

/// <summary>What a person types to register a public account.</summary>
public sealed record AccountForm(
    AccountType Type,
    string? Handle,
    string? Name,
    AccountCategory Category,
    string? Introduction,
    string? AvatarKey = null
)
{
    /// <summary>Letters that an introduction may have.</summary>
    public const int IntroductionMax = PublicAccount.IntroductionMax;
}

public sealed record AccountReceipt(string Handle, string Number);

/// <summary>One account with its profile and history.</summary>
public sealed record AccountFormView(
    AccountCard Card,
    string Introduction,
    string Organisation,
    ProfileHold NameHold,
    ProfileHold CategoryHold,
    IReadOnlyList<AccountMoment> History,
    int Version
);

public sealed record AccountMoment(DateTime AtUtc, AccountState From, AccountState To, string ByName, string Reason);

public sealed record AvatarFile(string MediaType, byte[] Content);

/// <summary>Public accounts: registering, describing, and moving between their states.</summary>
public sealed class AccountService(Acts acts, TimeProvider clock, SettlementZone zone)
{
    /// <summary>Registers a public account; it is live at once. The same form a second time is the same account.</summary>
    /// <exception cref="Refusal">
    /// A field is refused, the handle is taken or reads like a taken one, the name reads like a certified one, or there are fifty already.
    /// </exception>
    public async Task<AccountReceipt> Register(Actor actor, string merchant, AccountForm form, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.RegisterAccounts, "accounts:" + merchant, ct);
        var owner = act.Merchant;
        if (await Again(act.Db, owner, form, ct) is { } known)
        {
            return known;
        }

        var wanted = HandleRules.Parse(form.Handle);
        await act.Lock("handle:" + HandleRules.Key(wanted));
        await DemandFree(act.Db, wanted, ct);
        await NameIndex.DemandOwn(act.Db, form.Name, owner, ct);
        var held = await act.Db.PublicAccounts.Of(owner).CountAsync(account => account.State != AccountState.Closed, ct);
        var most = await act.Db.Policy(AccountPolicies.AccountsPerOrganisation, ct);
        Refusal.Unless(held < most, AccountsRefusals.TooManyAccounts, most);
        await DemandAvatar(act.Db, owner, form.AvatarKey, ct);

        var next = await Sequences.Next(act.Db, "PA", ct);
        var number = Things.Account.Of(next);
        var account = PublicAccount.Register(owner, number, form, actor, clock.UtcNow());
        act.Db.PublicAccounts.Add(account);
        act.Audit("account.registered", "account", number, after: Facts(account));
        // Two people may register it in the same moment: the index decides.
        await act.Commit(() => new Refusal(AccountsRefusals.HandleTaken, account.Handle).On("Handle"));
        return new AccountReceipt(account.Handle, number);
    }

    /// <summary>Says whether a handle may be registered; refuses with the reason when not. Returns its folded form.</summary>
    public async Task<string> CheckHandle(Actor actor, string merchant, string? handle, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.RegisterAccounts, ct);
        var parsed = HandleRules.Parse(handle);
        await DemandFree(act.Db, parsed, ct);
        return parsed;
    }

    /// <summary>Changes name, category, introduction and picture; refuses when somebody changed it meanwhile.</summary>
    public async Task Edit(Actor actor, string merchant, string handle, AccountForm form, int version, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.EditAccounts, ct);
        var owner = act.Merchant;
        var account = await Find(act.Db, owner, handle, ct);
        Refusal.Unless(account.Version == version, KernelRefusals.Conflict);
        await DemandAvatar(act.Db, owner, form.AvatarKey, ct);
        if (form.Name != account.DisplayName)
        {
            await NameIndex.DemandOwn(act.Db, form.Name, owner, ct);
        }

        var before = Facts(account);
        account.Describe(form.Name, form.Category, form.Introduction, form.AvatarKey);
        await act.Commit("account.edited", "account", account.Number, before, Facts(account));
    }

    /// <summary>Keeps a picture (PNG or JPEG by content, up to 500 KB and 2,048 pixels a side); returns its key for the form.</summary>
    public async Task<string> KeepAvatar(Actor actor, string merchant, byte[] content, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.EditAccounts, ct);
        var clean = await UploadRules.Avatar(content, "Avatar", ct);
        var key = Convert.ToHexStringLower(SHA256.HashData(clean.Bytes));
        await act.Lock("picture:" + key);
        if (!await act.Db.AvatarImages.Of(act.Merchant).AnyAsync(avatar => avatar.Key == key, ct))
        {
            act.Db.AvatarImages.Add(new AvatarImage(act.Merchant.Id, key, clean, clock.UtcNow()));
            await act.Commit("account.picture-kept", "picture", key, after: new { clean.MediaType, Bytes = clean.Bytes.Length });
        }

        return key;
    }

    /// <summary>A picture by its key, for everybody: an account's face is public.</summary>
    public async Task<AvatarFile> Avatar(Actor actor, string key, CancellationToken ct)
    {
        await using var act = await acts.Open(actor, Permit.ReadDirectory, ct);
        return await act
                .Db.AvatarImages.Where(avatar => avatar.Key == key)
                .Select(avatar => new AvatarFile(avatar.MediaType, avatar.Content))
                .FirstOrDefaultAsync(ct)
            ?? throw Refusal.NotFound();
    }

    /// <summary>The accounts of an organisation, newest first; closed ones at the end.</summary>
    public async Task<IReadOnlyList<AccountCard>> Cards(Actor actor, string merchant, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewAccounts, ct);
        var rows = await act
            .Db.PublicAccounts.Of(act.Merchant)
            .AsNoTracking()
            .OrderByDescending(account => account.Id)
            .Take(AccountPolicies.AccountsPerOrganisation.Facts.Max * 2)
            .ToListAsync(ct);
        return [.. rows.OrderBy(account => account.State == AccountState.Closed).Select(Card)];
    }

    /// <summary>One account with its history.</summary>
    public async Task<AccountFormView> Sheet(Actor actor, string merchant, string handle, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ViewAccounts, ct);
        var account = await Find(act.Db, act.Merchant, handle, ct);
        return new AccountFormView(
            Card(account),
            account.Introduction,
            act.Merchant.LegalName,
            account.NameHold,
            account.CategoryHold,
            [
                .. account
                    .Changes.OrderByDescending(change => change.Id)
                    .Select(change => new AccountMoment(change.AtUtc, change.From, change.To, change.ByName, change.Reason)),
            ],
            account.Version
        );
    }

    /// <summary>Closes an account for good; its handle is never given out again.</summary>
    /// <exception cref="Refusal">No reason is given, or it is closed already.</exception>
    public async Task Close(Actor actor, string merchant, string handle, string? reason, CancellationToken ct)
    {
        await using var act = await acts.Merchant(actor, merchant, Permit.ManageMerchant, ct);
        var account = await Find(act.Db, act.Merchant, handle, ct);
        await Move(act, actor, account, "account.closed", (row, now) => row.Close(actor, reason, now), reason, ct);
    }

    /// <summary>Takes rights from an account without hiding it.</summary>
    public Task Restrict(Actor actor, string number, string? reason, CancellationToken ct) =>
        Discipline(
            actor,
            number,
            "account.restricted",
            NoticeKind.AccountRestricted,
            (row, now) => row.Restrict(actor, reason, now),
            reason,
            ct
        );

    /// <summary>Hides an account and stops it from speaking.</summary>
    public Task Suspend(Actor actor, string number, string? reason, CancellationToken ct) =>
        Discipline(
            actor,
            number,
            "account.suspended",
            NoticeKind.AccountSuspended,
            (row, now) => row.Suspend(actor, reason, now),
            reason,
            ct
        );

    /// <summary>Ends a restriction or suspension; the badge comes back when its year is not over.</summary>
    public Task Restore(Actor actor, string number, string? reason, CancellationToken ct) =>
        Discipline(
            actor,
            number,
            "account.restored",
            NoticeKind.AccountRestored,
            (row, now) => row.Restore(actor, reason, zone.DayOf(now), now),
            reason,
            ct
        );

    internal static async Task<PublicAccount> Find(PortalDb db, Merchant owner, string handle, CancellationToken ct) =>
        await db.PublicAccounts.Of(owner).Include(account => account.Changes).SingleOrDefaultAsync(account => account.Handle == handle, ct)
        ?? throw Refusal.NotFound();

    internal static Task<PublicAccount> Load(PortalDb db, long accountId, CancellationToken ct) =>
        db.PublicAccounts.SingleAsync(account => account.Id == accountId, ct);

    private async Task Discipline(
        Actor actor,
        string number,
        string word,
        NoticeKind kind,
        Action<PublicAccount, DateTime> verb,
        string? reason,
        CancellationToken ct
    )
    {
        await using var act = await acts.Staff(actor, Permit.DisciplineAccounts, ct);
        var account = await act.Db.PublicAccounts.SingleOrDefaultAsync(row => row.Number == number, ct) ?? throw Refusal.NotFound();
        var slug = await act.Db.Merchants.Where(row => row.Id == account.MerchantId).Select(row => row.Slug).SingleAsync(ct);
        var notification = new Notification(
            kind,
            new NoticeThing("account", account.Handle, slug),
            FormattableString.Invariant($"{word}:{account.Number}:{account.Version}"),
            account.DisplayName,
            reason ?? string.Empty
        );
        await act.Db.Notify(notification, act.Db.MembersWith(account.MerchantId, Permit.ViewAccounts), ct);
        await Move(act, actor, account, word, verb, reason, ct);
    }

    private async Task Move(
        Act act,
        Actor actor,
        PublicAccount account,
        string word,
        Action<PublicAccount, DateTime> verb,
        string? reason,
        CancellationToken ct
    )
    {
        var before = new { account.State };
        verb(account, clock.UtcNow());
        await act.Commit(word, "account", account.Number, before, new { account.State }, reason, account.MerchantId);
    }

    // A second click on the way: what it asks for is there already, so it gets the same answer.
    private static async Task<AccountReceipt?> Again(PortalDb db, Merchant owner, AccountForm form, CancellationToken ct)
    {
        var handle = HandleRules.Parse(form.Handle);
        var there = await db.PublicAccounts.Of(owner).AsNoTracking().SingleOrDefaultAsync(account => account.Handle == handle, ct);
        return there is { State: not AccountState.Closed } && there.IsAsked(form) ? new AccountReceipt(there.Handle, there.Number) : null;
    }

    private static async Task DemandFree(PortalDb db, string handle, CancellationToken ct)
    {
        var key = HandleRules.Key(handle);
        var near = await db
            .PublicAccounts.Where(account => account.HandleKey == key)
            .Select(account => account.Handle)
            .FirstOrDefaultAsync(ct);
        if (near is not null)
        {
            throw new Refusal(near == handle ? AccountsRefusals.HandleTaken : AccountsRefusals.HandleConfusable, near).On("Handle");
        }
    }

    private static async Task DemandAvatar(PortalDb db, Merchant owner, string? key, CancellationToken ct)
    {
        if (key is not null && !await db.AvatarImages.Of(owner).AnyAsync(avatar => avatar.Key == key, ct))
        {
            throw Refusal.NotFound();
        }
    }

    internal static AccountCard Card(PublicAccount account) =>
        new(
            account.Handle,
            account.Number,
            account.DisplayName,
            account.Type,
            account.Category,
            account.State,
            account.AvatarKey,
            account.CertifiedUntil,
            account.RegisteredUtc
        );

    private static object Facts(PublicAccount account) =>
        new
        {
            account.Handle,
            account.DisplayName,
            account.Type,
            account.Category,
            account.Introduction,
        };
}
