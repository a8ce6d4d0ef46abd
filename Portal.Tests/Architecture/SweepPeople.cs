using Microsoft.EntityFrameworkCore;

namespace Portal.Tests.Architecture;

/// <summary>One kind of person of the sweep, and what the table says about them, worked out apart from the Gate.</summary>
internal sealed record SweepPerson(string Name, Actor Actor)
{
    /// <summary>Their built-in role at the organisation the methods are called for.</summary>
    public MerchantRole? Here { get; init; }

    /// <summary>What their custom role there was made of.</summary>
    public IReadOnlyList<Permit> Custom { get; init; } = [];
    public StaffRole? Staff { get; init; }

    /// <summary>Where they view as merchant: here, elsewhere or nowhere.</summary>
    public bool? ViewsHere { get; init; }

    public bool Allowed(Rule rule, bool atMerchant) =>
        Actor.Kind switch
        {
            ActorKind.Anonymous => rule.Openness == Openness.Anyone,
            ActorKind.System => rule.System.Contains(Actor.Name) || (rule.Openness == Openness.Anyone),
            ActorKind.User => !Barred(rule)
                && (
                    rule.Openness != Openness.Named
                    || (atMerchant && Here is { } role && rule.Merchant.Contains(role))
                    || (atMerchant && Custom.Contains(rule.Permit))
                    || (Staff is { } staff && rule.Staff.Contains(staff))
                    || (
                        atMerchant
                        && ViewsHere == true
                        && Permits.Of(rule.Permit).Kind == PermitKind.Reading
                        && rule.Merchant.Contains(MerchantRole.Owner)
                    )
                ),
        };

    // Who views as a merchant may neither write nor export, whatever else they are.
    private bool Barred(Rule rule) => ViewsHere is not null && (Permits.Of(rule.Permit).Kind is PermitKind.Writing or PermitKind.Exporting);
}

/// <summary>Everybody the sweep sends: each built-in and a custom role here and elsewhere, each staff role, and Support while viewing.</summary>
internal sealed class SweepPeople(string slug)
{
    private static readonly Permit[] CustomPermits = [Permit.ViewMembers, Permit.ViewPayments, Permit.WriteMessages];
    private readonly List<(long UserId, long MerchantId, RoleKey Role)> _memberships = [];
    private readonly List<(Actor Actor, Merchant Merchant)> _views = [];
    private readonly List<SweepPerson> _all = [];

    public string Slug => slug;
    public IReadOnlyList<SweepPerson> All => _all;

    public static async Task<SweepPeople> Of(World world)
    {
        var (here, _) = await world.Organisation("here");
        var (there, _) = await world.Organisation("there");
        var people = new SweepPeople(here.Slug);
        people._all.Add(new("anonymous", Actor.Anonymous));
        people._all.Add(new("a stranger", world.Stranger));
        people._all.Add(new("a job without a row", Actor.System("nobody")));
        foreach (var role in Enum.GetValues<MerchantRole>())
        {
            var member = await people.Member(world, here, RoleKey.Of(role), $"member-{role}-here");
            people._all.Add(new($"{role} here", member) { Here = role });
            people._all.Add(
                new($"{role} of another organisation", await people.Member(world, there, RoleKey.Of(role), $"member-{role}-there"))
            );
        }

        var custom = await people.Member(world, here, await Custom(world, here), "custom-here");
        people._all.Add(new("custom role here", custom) { Custom = [.. CustomPermits, Permit.ViewMerchant, Permit.LeaveMerchant] });
        people._all.Add(new("custom role elsewhere", await people.Member(world, there, await Custom(world, there), "custom-there")));
        foreach (var role in Enum.GetValues<StaffRole>())
        {
            people._all.Add(new($"staff {role}", await world.Person($"staff-{role}".ToLowerInvariant(), role)) { Staff = role });
        }

        await people.Viewer(world, "support viewing here", here, true);
        await people.Viewer(world, "support viewing elsewhere", there, false);
        return people;
    }

    /// <summary>Puts back what a permitted call took away: somebody who left, a view that was ended.</summary>
    public async Task Restore(World world)
    {
        await using var db = world.Db();
        var now = world.Clock.UtcNow();
        if (
            await db.Memberships.CountAsync() >= _memberships.Count + 2
            && await db.SupportViews.CountAsync(view => view.EndsUtc > now) == _views.Count
        )
        {
            return;
        }

        foreach (var (userId, merchantId, role) in _memberships)
        {
            if (!await db.Memberships.AnyAsync(row => row.UserId == userId && row.MerchantId == merchantId))
            {
                db.Memberships.Add(new Membership(userId, merchantId, role, now));
            }
        }

        foreach (var (actor, merchant) in _views)
        {
            if (!await db.SupportViews.AnyAsync(row => row.StaffId == actor.UserId && row.EndsUtc > now && row.MerchantId == merchant.Id))
            {
                foreach (var other in await db.SupportViews.Where(row => row.StaffId == actor.UserId && row.EndsUtc > now).ToListAsync())
                {
                    other.End(now);
                }

                db.SupportViews.Add(
                    new SupportView(actor.UserId, merchant, "sweeping the floor", SignInPolicies.SupportViewMinutes.Standard, now)
                );
            }
        }

        await db.SaveChangesAsync();
    }

    private async Task<Actor> Member(World world, Merchant merchant, RoleKey role, string name)
    {
        var person = await world.Person(name);
        await using var db = world.Db();
        db.Memberships.Add(new Membership(person.UserId, merchant.Id, role, world.Clock.UtcNow()));
        await db.SaveChangesAsync();
        _memberships.Add((person.UserId, merchant.Id, role));
        return person;
    }

    private static async Task<RoleKey> Custom(World world, Merchant merchant)
    {
        await using var db = world.Db();
        var role = CustomRole.Make(merchant, "Sweeper", CustomPermits, world.Clock.UtcNow());
        db.CustomRoles.Add(role);
        await db.SaveChangesAsync();
        return RoleKey.OfCustom(role.Id);
    }

    private async Task Viewer(World world, string name, Merchant merchant, bool viewsHere)
    {
        var person = await world.Person(name.Replace(' ', '-'), StaffRole.Support);
        await using var db = world.Db();
        db.SupportViews.Add(
            new SupportView(person.UserId, merchant, "sweeping the floor", SignInPolicies.SupportViewMinutes.Standard, world.Clock.UtcNow())
        );
        await db.SaveChangesAsync();
        _views.Add((person, merchant));
        _all.Add(new(name, person) { Staff = StaffRole.Support, ViewsHere = viewsHere });
    }
}
