namespace Portal.Domain.Identity;

/// <summary>One role a person has in an organisation, for the switcher and the menu.</summary>
public sealed record MyOrganisation(string Slug, string DisplayName, MerchantRole? Role)
{
    /// <summary>The name of a custom role, and what it holds; null and nothing for a built-in one.</summary>
    public string? CustomRole { get; init; }

    public IReadOnlyList<Permit> Permits { get; init; } = [];

    public bool Holds(Rule rule) => (Role is { } role && rule.Merchant.Contains(role)) || Permits.Contains(rule.Permit);
}

/// <summary>The view as merchant that is open now.</summary>
public sealed record MyView(string Slug, string DisplayName, string Why, DateTime EndsUtc);

/// <summary>Who somebody is on the portal: what the menu, the switcher and the landing page are made from.</summary>
public sealed record Me(
    long Id,
    string Email,
    string DisplayName,
    string Culture,
    IReadOnlyList<MyOrganisation> Organisations,
    IReadOnlyList<StaffRole> Staff
)
{
    public MyView? View { get; init; }

    /// <summary>Whether this person holds a permit, at one organisation or (slug null) as staff; the Gate decides again at the act.</summary>
    public bool May(Permit permit, string? slug = null)
    {
        var rule = Permits.Of(permit);
        var kind = Permits.Of(permit).Kind;
        if (View is not null && (kind is PermitKind.Writing or PermitKind.Exporting))
        {
            return false;
        }

        return rule.Openness != Openness.Named
            || rule.Staff.Any(Staff.Contains)
            || Organisations.Where(one => one.Slug == slug).Any(one => one.Holds(rule))
            || (View?.Slug == slug && View is not null && kind == PermitKind.Reading && rule.Merchant.Contains(MerchantRole.Owner));
    }
}
