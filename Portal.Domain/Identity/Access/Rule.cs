namespace Portal.Domain.Identity;

/// <summary>One row of the table of <see cref="Permits"/>: a permit, what using it does, and who has it.</summary>
public sealed record Rule(
    Permit Permit,
    PermitKind Kind,
    IReadOnlyList<MerchantRole> Merchant,
    IReadOnlyList<StaffRole> Staff,
    IReadOnlyList<string> System
)
{
    internal Openness Openness { get; init; }
    public PermitArea Area { get; init; }
    public PermitGrant Grant { get; init; }

    /// <summary>Whether a custom role may hold it.</summary>
    public bool Delegable => Grant is PermitGrant.Free or PermitGrant.Money || CustomRole.Always.Contains(Permit);
}
