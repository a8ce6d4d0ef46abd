using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Approvals;

internal enum GrantState
{
    Waiting,
    Granted,
    Dropped,
}

/// <summary>A role of money or power that somebody is to get: on the staff, or in an organisation.</summary>
internal sealed class RoleGrant : IVersioned
{
    private RoleGrant() { }

    public long Id { get; private set; }
    public long UserId { get; private set; }
    public StaffRole? StaffRole { get; private set; }
    public long? MerchantId { get; private set; }

    /// <summary>A <see cref="RoleKey"/> of the organisation, built-in or its own.</summary>
    public string? MemberRole { get; private set; }
    public GrantState State { get; private set; }
    public DateTime MadeUtc { get; private set; }
    public int Version { get; private set; }

    public string RoleName => StaffRole?.ToString() ?? MemberRole!;

    internal static RoleGrant Of(long userId, StaffRole role, DateTime nowUtc) =>
        new()
        {
            UserId = userId,
            StaffRole = role,
            MadeUtc = nowUtc,
        };

    internal static RoleGrant Of(long userId, long merchantId, RoleKey role, DateTime nowUtc) =>
        new()
        {
            UserId = userId,
            MerchantId = merchantId,
            MemberRole = role.ToString(),
            MadeUtc = nowUtc,
        };

    internal void Finish(GrantState state)
    {
        Refusal.Unless(State == GrantState.Waiting, KernelRefusals.Conflict);
        State = state;
    }
}
