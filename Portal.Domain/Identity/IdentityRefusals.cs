namespace Portal.Domain.Identity;

public static class IdentityRefusals
{
    public const string SlugShape = "Identity_SlugShape";
    public const string SlugTaken = "Identity_SlugTaken";
    public const string SignInFailed = "Identity_SignInFailed";
    public const string LockedOut = "Identity_LockedOut";
    public const string PasswordRefused = "Identity_PasswordRefused";
    public const string LinkUsedUp = "Identity_LinkUsedUp";
    public const string EmailShape = "Identity_EmailShape";
    public const string EmailTaken = "Identity_EmailTaken";
    public const string NotConfirmed = "Identity_NotConfirmed";
    public const string PasswordCommon = "Identity_PasswordCommon";
    public const string PasswordTooLong = "Identity_PasswordTooLong";
    public const string PasswordWrong = "Identity_PasswordWrong";
    public const string TooManyFromHere = "Identity_TooManyFromHere";
    public const string TooBusy = "Identity_TooBusy";
    public const string SessionEnded = "Identity_SessionEnded";
    public const string ConfirmFirst = "Identity_ConfirmFirst";
    public const string NotProven = "Identity_NotProven";
    public const string SecondFactorNeeded = "Identity_SecondFactorNeeded";
    public const string CodeWrong = "Identity_CodeWrong";
    public const string CodesLocked = "Identity_CodesLocked";
    public const string StartAgain = "Identity_StartAgain";
    public const string AuthenticatorIsOn = "Identity_AuthenticatorIsOn";
    public const string AuthenticatorIsOff = "Identity_AuthenticatorIsOff";
    public const string LastSecondFactor = "Identity_LastSecondFactor";
    public const string LastWayIn = "Identity_LastWayIn";
    public const string PasskeyRefused = "Identity_PasskeyRefused";
    public const string PasskeysFull = "Identity_PasskeysFull";
    public const string SetupLocked = "Identity_SetupLocked";
    public const string Barred = "Identity_Barred";
    public const string RoleEmpty = "Identity_RoleEmpty";
    public const string RoleMissing = "Identity_RoleMissing";
    public const string RoleNameTaken = "Identity_RoleNameTaken";
    public const string RoleInUse = "Identity_RoleInUse";
    public const string TooManyRoles = "Identity_TooManyRoles";
    public const string PermitNotDelegable = "Identity_PermitNotDelegable";
    public const string MoreThanYouHave = "Identity_MoreThanYouHave";
    public const string LastOwner = "Identity_LastOwner";
    public const string AlreadyMember = "Identity_AlreadyMember";
    public const string AlreadyInvited = "Identity_AlreadyInvited";
    public const string TooManyMembers = "Identity_TooManyMembers";
    public const string TooManyInvitations = "Identity_TooManyInvitations";
    public const string InvitationUsed = "Identity_InvitationUsed";
    public const string InvitationExpired = "Identity_InvitationExpired";
    public const string InvitationOfAnother = "Identity_InvitationOfAnother";
    public const string InvitationKnown = "Identity_InvitationKnown";
    public const string WhyTooShort = "Identity_WhyTooShort";
    public const string LastAdministrator = "Identity_LastAdministrator";
    public const string NoLongerMember = "Identity_NoLongerMember";
    public const string NotYourself = "Identity_NotYourself";
    public const string AlreadyConfirmed = "Identity_AlreadyConfirmed";

    public const string TakesTwo = "Identity_TakesTwo";
    public const string RoleGivenOut = "Identity_RoleGivenOut";
}
