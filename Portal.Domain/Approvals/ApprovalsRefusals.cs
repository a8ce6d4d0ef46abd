namespace Portal.Domain.Approvals;

internal static class ApprovalsRefusals
{
    public const string AlreadyDecided = "Approvals_AlreadyDecided";
    public const string AlreadyWaiting = "Approvals_AlreadyWaiting";
    public const string Expired = "Approvals_Expired";
    public const string ContentChanged = "Approvals_ContentChanged";
    public const string ShownOther = "Approvals_ShownOther";
    public const string OwnProposal = "Approvals_OwnProposal";
    public const string LinkedAccount = "Approvals_LinkedAccount";
    public const string HadAHand = "Approvals_HadAHand";
    public const string AboutYourself = "Approvals_AboutYourself";
    public const string RoleTooNew = "Approvals_RoleTooNew";
    public const string RoleFromMaker = "Approvals_RoleFromMaker";
    public const string Conflict = "Approvals_Conflict";
    public const string NotYours = "Approvals_NotYours";
    public const string RoleHeld = "Approvals_RoleHeld";
    public const string RoleNeedsNoApproval = "Approvals_RoleNeedsNoApproval";
    public const string NotAMember = "Approvals_NotAMember";
    public const string NoAccount = "Approvals_NoAccount";
    public const string ActWaits = "Approvals_ActWaits";
    public const string ActNeedsPersons = "Approvals_ActNeedsPersons";
    public const string SamePerson = "Approvals_SamePerson";
}
