using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Demo;

/// <summary>Gives the tea house colleagues, a role of its own, an invitation that waits, and somebody of the platform who looked.</summary>
internal sealed class OrganisationDemo(
    IDbContextFactory<PortalDb> dbs,
    MerchantService merchants,
    PeopleService persons,
    MembershipService members,
    InvitationService invitations,
    CustomRoleService roles,
    SupportViewService views
)
{
    private const string Slug = "qinghe";

    public async Task Fill(IReadOnlyDictionary<string, Actor> people, CancellationToken ct)
    {
        var owner = people[DemoPeople.Merchant.Email];
        Permit[] packing = [Permit.ViewAccounts, Permit.ViewMessages, Permit.ViewFollowers, Permit.ViewPayments, Permit.ViewMembers];
        var packer = RoleKey.OfCustom(await roles.Save(owner, Slug, new CustomRoleForm(null, "Order packing", packing, 0), ct));
        await Join(people, "zhou.qi@qinghe.example", RoleKey.Of(MerchantRole.ContentEditor), ct);
        await Join(people, "deng.hua@qinghe.example", RoleKey.Of(MerchantRole.FinanceViewer), ct);
        await persons.AddMember(Actor.System("seed"), Slug, people["deng.hua@qinghe.example"].UserId, MerchantRole.FinanceManager, ct);
        await Join(people, "ma.li@qinghe.example", RoleKey.Of(MerchantRole.ServiceAgent), ct);
        await Join(people, "yu.xin@qinghe.example", packer, ct);
        await invitations.Invite(
            owner,
            Slug,
            new InviteForm("accounting@qinghe.example", [RoleKey.Of(MerchantRole.FinanceViewer)], "zh-CN"),
            ct
        );

        var support = people["tang.li@portal.example"];
        await merchants.Sheet(support, Slug, ct);
        await views.Start(support, Slug, "Request 4711: the owner asks why an invitation does not arrive", ct);
        await members.Team(support, Slug, ct);
        await merchants.Sheet(support, Slug, ct);
        await views.End(support, ct);
        await merchants.Sheet(people["qian.lan@portal.example"], Slug, ct);
    }

    /// <summary>As people join: an invitation, its mailed link, a click.</summary>
    private async Task Join(IReadOnlyDictionary<string, Actor> people, string email, RoleKey role, CancellationToken ct)
    {
        await invitations.Invite(people[DemoPeople.Merchant.Email], Slug, new InviteForm(email, [role], "en"), ct);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var mail = await db.Mails.Where(row => row.ToAddress == email).OrderByDescending(row => row.Id).FirstAsync(ct);
        var token = JsonSerializer.Deserialize<string[]>(mail.Arguments)![0]["?token=".Length..];
        await invitations.Accept(people[email], token, ct);
    }
}
