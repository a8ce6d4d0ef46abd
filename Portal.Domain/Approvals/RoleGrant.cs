using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Approvals;

public enum GrantState
{
    Waiting,
    Granted,
    Dropped,
}

/// <summary>A role of money or power that somebody is to get: on the staff, or in an organisation.</summary>
public sealed class RoleGrant : IVersioned
{
    private RoleGrant() { }

    public long Id { get; private set; }
    public long UserId { get; private set; }
    public StaffRole? StaffRole { get; private set; }
    public long? MerchantId { get; private set; }
    public MerchantRole? MerchantRole { get; private set; }
    public GrantState State { get; private set; }
    public DateTime MadeUtc { get; private set; }
    public int Version { get; private set; }

    public string RoleName => StaffRole?.ToString() ?? MerchantRole!.Value.ToString();

    internal static RoleGrant Of(long userId, StaffRole role, DateTime nowUtc) =>
        new()
        {
            UserId = userId,
            StaffRole = role,
            MadeUtc = nowUtc,
        };

    internal static RoleGrant Of(long userId, long merchantId, MerchantRole role, DateTime nowUtc) =>
        new()
        {
            UserId = userId,
            MerchantId = merchantId,
            MerchantRole = role,
            MadeUtc = nowUtc,
        };

    internal void Finish(GrantState state)
    {
        Refusal.Unless(State == GrantState.Waiting, KernelRefusals.Conflict);
        State = state;
    }
}

/// <summary>Which roles are not given by one person alone.</summary>
public static class GuardedRoles
{
    public static IReadOnlyList<StaffRole> Staff { get; } = [StaffRole.Administrator, StaffRole.FinanceOfficer, StaffRole.FinanceApprover];

    public static IReadOnlyList<MerchantRole> Merchant { get; } = [MerchantRole.Owner, MerchantRole.FinanceManager];
}
