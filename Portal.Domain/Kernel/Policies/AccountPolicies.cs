namespace Portal.Domain.Kernel;

/// <summary>How many accounts, members and invitations an organisation has.</summary>
public static class AccountPolicies
{
    public static Policy<int> AccountsPerOrganisation { get; } =
        Policy.Of(new(PolicyGroup.Accounts, PolicyUnit.Count, 50, 1, 500, Loosens.Up, PolicySources.WechatOwnership));

    public static Policy<int> OrganisationsPerPerson { get; } =
        Policy.Of(new(PolicyGroup.Accounts, PolicyUnit.Count, 10, 1, 100, Loosens.Up));

    public static Policy<int> MembersPerOrganisation { get; } =
        Policy.Of(new(PolicyGroup.Accounts, PolicyUnit.Count, 200, 2, 2_000, Loosens.Never));

    public static Policy<int> OpenInvitations { get; } = Policy.Of(new(PolicyGroup.Accounts, PolicyUnit.Count, 50, 1, 500, Loosens.Never));

    public static Policy<TimeSpan> InvitationDays { get; } = Policy.Time(new(PolicyGroup.Accounts, PolicyUnit.Days, 7, 1, 30, Loosens.Up));
}
