using Microsoft.EntityFrameworkCore;
using Portal.Domain.Approvals;
using Portal.Domain.Fees;
using Portal.Domain.Settlement;

namespace Portal.Tests.Approvals;

/// <summary>What approval tests do over and over, as sentences.</summary>
internal static class ApprovalWorld
{
    /// <summary>A number nothing else in a database looks like.</summary>
    public const string Number = "4400186320105300771288";

    private static int _key;

    public static string Key => $"key-{Interlocked.Increment(ref _key)}";

    public static BankAccountForm Form(string number = Number, string holder = "qinghe Trading Co., Ltd.") =>
        new(holder, "105100000017", number, "A nearer branch.");

    public static Task<string> ProposeBank(this World world, Actor actor, string slug = "qinghe", BankAccountForm? form = null) =>
        world.Get<BankAccountService>().Propose(actor, slug, form ?? Form(), Key, default);

    public static Task<string> ProposeFee(
        this World world,
        Actor actor,
        string name = "In the app",
        Channel? channel = Channel.MobileApp
    ) => world.Get<FeeRuleService>().Propose(actor, Fee(name, channel), "Agreed with the merchants.", Key, default);

    public static FeeRuleDraft Fee(string name, Channel? channel) =>
        new(
            name,
            FeeKind.Payment,
            null,
            channel,
            "CNY",
            FeeTerms.Rate(4_000),
            new DateTime(2026, 11, 30, 16, 0, 0, DateTimeKind.Utc),
            null
        );

    /// <summary>Gives a member one more role, beside those they have.</summary>
    public static async Task<string?> Give(
        this World world,
        Actor owner,
        string slug,
        long userId,
        MerchantRole role,
        string why,
        string key
    )
    {
        await using var db = world.Db();
        var merchant = await db.Merchants.SingleAsync(row => row.Slug == slug);
        var held = await db.Memberships.Of(merchant).Where(row => row.UserId == userId).ToListAsync();
        RoleKey[] roles = [.. held.Select(row => row.Key), RoleKey.Of(role)];
        return await world.Get<RoleGrantService>().SetRoles(owner, slug, userId, roles, why, key, default);
    }

    public static async Task Approve(this World world, Actor actor, string number)
    {
        var page = await world.Get<ApprovalListService>().Read(actor, number, default);
        await world.Get<ApprovalService>().Approve(actor, number, page.Hash, null, default);
    }

    /// <summary>Changes a policy, with a second administrator where that loosens a control.</summary>
    public static async Task Set(this World world, Actor administrator, Policy policy, string value)
    {
        var second = await world.Person($"second-{Key}", StaffRole.Administrator);
        if ((await world.Ask(administrator, policy, value)).Approval is { } number)
        {
            await world.Approve(second, number);
        }
    }

    /// <summary>Asks for another value of a policy, from now on.</summary>
    public static Task<Portal.Domain.Operations.PolicyOutcome> Ask(this World world, Actor by, Policy policy, string? value) =>
        world
            .Get<Portal.Domain.Operations.PolicyService>()
            .Change(by, new(policy.Key, value, null, "Agreed in the meeting."), Key, default);

    public static Task Reject(this World world, Actor actor, string number) =>
        world.Get<ApprovalService>().Reject(actor, number, "Not like this.", default);

    public static Task Withdraw(this World world, Actor actor, string number) =>
        world.Get<ApprovalService>().Withdraw(actor, number, default);

    public static async Task<Refusal> Refused(Func<Task> act) => await Assert.ThrowsAsync<Refusal>(act);

    public static async Task<string> HashOf(this World world, string number)
    {
        await using var db = world.Db();
        return await db.Approvals.Where(row => row.Number == number).Select(row => row.Hash).SingleAsync();
    }

    public static async Task<ApprovalState> StateOf(this World world, string number)
    {
        await using var db = world.Db();
        return await db.Approvals.Where(row => row.Number == number).Select(row => row.State).SingleAsync();
    }

    public static async Task<long> IdOf(this World world, string number)
    {
        await using var db = world.Db();
        return await db.Approvals.Where(row => row.Number == number).Select(row => row.Id).SingleAsync();
    }

    public static async Task Join(this World world, long merchantId, Actor person, MerchantRole role)
    {
        await using var db = world.Db();
        db.Memberships.Add(new Membership(person.UserId, merchantId, role, world.Clock.UtcNow()));
        await db.SaveChangesAsync();
    }

    public static async Task Leave(this World world, long merchantId, Actor person)
    {
        await using var db = world.Db();
        await db.Sealed(
            db.Memberships.Where(row => row.MerchantId == merchantId && row.UserId == person.UserId),
            rows => rows.ExecuteDeleteAsync(),
            default
        );
    }

    public static async Task Assign(this World world, Actor person, StaffRole role)
    {
        await using var db = world.Db();
        db.StaffAssignments.Add(new StaffAssignment(person.UserId, role, world.Clock.UtcNow()));
        await db.SaveChangesAsync();
    }
}
