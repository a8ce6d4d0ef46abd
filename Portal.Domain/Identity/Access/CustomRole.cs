using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>A role an organisation made of single permits. What it holds is asked at every act, so a change bites at the next click.</summary>
internal sealed class CustomRole : IOfMerchant, IVersioned
{
    public const int NameMax = 40;
    public const int PermitsMax = 4000;

    private CustomRole() { }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public string Name { get; private set; } = string.Empty;

    /// <summary>Names of permits, separated by commas; a name the code no longer knows grants nothing.</summary>
    public string PermitNames { get; private set; } = string.Empty;
    public DateTime MadeUtc { get; private set; }
    public int Version { get; private set; }

    public IReadOnlyList<Permit> Permits => Parse(PermitNames);

    public static CustomRole Make(Merchant merchant, string name, IEnumerable<Permit> permits, DateTime nowUtc)
    {
        var role = new CustomRole { MerchantId = merchant.Id, MadeUtc = nowUtc };
        role.Change(name, permits);
        return role;
    }

    /// <summary>Sets name and permits; seeing the organisation and leaving it belong to every role.</summary>
    /// <exception cref="Refusal">No name, a permit that no custom role may hold, or nothing but the two.</exception>
    public void Change(string name, IEnumerable<Permit> permits)
    {
        Name = Text.Required(name, nameof(Name), NameMax);
        var wanted = permits.Except(Always).Distinct().Order().ToList();
        Refusal.Unless(wanted.Count > 0, IdentityRefusals.RoleEmpty);
        foreach (var barred in wanted.Where(permit => !Identity.Permits.Of(permit).Delegable))
        {
            throw new Refusal(IdentityRefusals.PermitNotDelegable, barred);
        }

        PermitNames = string.Join(',', Always.Concat(wanted));
    }

    internal static IReadOnlyList<Permit> Parse(string names) =>
        [
            .. names
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(name => Enum.TryParse<Permit>(name, out var permit) ? permit : (Permit?)null)
                .OfType<Permit>()
                .Where(permit => Identity.Permits.Of(permit).Delegable),
        ];

    internal static IReadOnlyList<Permit> Always { get; } = [Permit.ViewMerchant, Permit.LeaveMerchant];
}
