using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>One of the invented people whom demo mode lets anybody be.</summary>
public sealed record DemoPerson(string Role, string Email, string DisplayName, StaffRole? Staff = null);

/// <summary>
/// The people of demo mode and the organisation of the first of them. They have no password: the buttons of the demo strip are the only way
/// in, and those exist in demo mode only, which Production refuses.
/// </summary>
public sealed class DemoService(IDbContextFactory<PortalDb> dbs, Gate gate, PeopleService people, TimeProvider clock)
{
    public const string Organisation = "qinghe";

    public static IReadOnlyList<DemoPerson> People { get; } =
    [
        new("Merchant", "lin.wei@qinghe.example", "Lin Wei"),
        new("Reviewer", "zhao.min@operator.example", "Zhao Min", StaffRole.Reviewer),
        new("Finance", "he.yun@operator.example", "He Yun", StaffRole.FinanceOfficer),
        new("Administrator", "ren.jie@operator.example", "Ren Jie", StaffRole.Administrator),
        new("Follower", "chen.jie@followers.example", "Chen Jie"),
    ];

    /// <summary>Makes who is missing. Running it again changes nothing.</summary>
    /// <exception cref="Refusal">Denied: neither the seeder nor the operator.</exception>
    [Needs(Permit.Seed)]
    public async Task Ensure(Actor actor, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await gate.Staff(db, actor, Permit.Seed, ct);
        foreach (var person in People)
        {
            if (!await db.Users.AnyAsync(user => user.Email == person.Email, ct))
            {
                await people.CreateUser(actor, new NewUser(person.Email, person.DisplayName, Role: person.Staff, IsDemo: true), ct);
            }
        }

        if (!await db.Merchants.AnyAsync(merchant => merchant.Slug == Organisation, ct))
        {
            db.Merchants.Add(
                Merchant.Register(
                    Organisation,
                    "Guangzhou Qinghe Tea Co., Ltd.",
                    "Qinghe Tea House",
                    EntityType.Company,
                    "91440101MA59QNHE2R",
                    clock.UtcNow()
                )
            );
            db.Audit(actor, "merchant.registered", "merchant", Organisation);
            await db.SaveChangesAsync(ct);
        }

        var owner = await db.Users.SingleAsync(user => user.Email == People[0].Email, ct);
        await people.AddMember(actor, Organisation, owner.Id, MerchantRole.Owner, ct);
    }
}
