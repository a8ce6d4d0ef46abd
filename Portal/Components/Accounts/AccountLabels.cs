using Portal.Components.Shared;
using Portal.Domain.Accounts;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Accounts;

/// <summary>The one map from this module's states and kinds to words and tones.</summary>
public static class AccountLabels
{
    public static string Of(AccountType type) =>
        type switch
        {
            AccountType.Subscription => AccountsTexts.TypeSubscription,
            AccountType.Service => AccountsTexts.TypeService,
        };

    public static string Of(AccountState state) =>
        state switch
        {
            AccountState.Draft => AccountsTexts.StateDraft,
            AccountState.Live => AccountsTexts.StateLive,
            AccountState.Certified => AccountsTexts.StateCertified,
            AccountState.CertificationLapsed => AccountsTexts.StateLapsed,
            AccountState.Restricted => AccountsTexts.StateRestricted,
            AccountState.Suspended => AccountsTexts.StateSuspended,
            AccountState.Closed => AccountsTexts.StateClosed,
        };

    public static ChipKind Tone(AccountState state) =>
        state switch
        {
            AccountState.Draft => ChipKind.Neutral,
            AccountState.Live => ChipKind.Info,
            AccountState.Certified => ChipKind.Success,
            AccountState.CertificationLapsed => ChipKind.Warning,
            AccountState.Restricted => ChipKind.Warning,
            AccountState.Suspended => ChipKind.Error,
            AccountState.Closed => ChipKind.Neutral,
        };

    public static string? Icon(AccountState state) =>
        state switch
        {
            AccountState.Certified => PortalIcons.Accounts,
            AccountState.CertificationLapsed or AccountState.Restricted => PortalIcons.Warning,
            AccountState.Suspended => PortalIcons.Ban,
            AccountState.Draft or AccountState.Live or AccountState.Closed => null,
        };

    public static string Of(AccountCategory category) =>
        category switch
        {
            AccountCategory.Retail => AccountsTexts.CategoryRetail,
            AccountCategory.Food => AccountsTexts.CategoryFood,
            AccountCategory.Finance => AccountsTexts.CategoryFinance,
            AccountCategory.Telecom => AccountsTexts.CategoryTelecom,
            AccountCategory.Government => AccountsTexts.CategoryGovernment,
            AccountCategory.Education => AccountsTexts.CategoryEducation,
            AccountCategory.Medical => AccountsTexts.CategoryMedical,
            AccountCategory.Media => AccountsTexts.CategoryMedia,
            AccountCategory.Travel => AccountsTexts.CategoryTravel,
            AccountCategory.LocalServices => AccountsTexts.CategoryLocalServices,
            AccountCategory.Culture => AccountsTexts.CategoryCulture,
            AccountCategory.Other => AccountsTexts.CategoryOther,
        };

    public static string Of(EntityType type) =>
        type switch
        {
            EntityType.Company => AccountsTexts.EntityCompany,
            EntityType.SoleTrader => AccountsTexts.EntitySoleTrader,
            EntityType.Government => AccountsTexts.EntityGovernment,
            EntityType.Media => AccountsTexts.EntityMedia,
            EntityType.OtherOrganisation => AccountsTexts.EntityOther,
        };

    /// <summary>Why a state changed: a word of ours, or what a person wrote.</summary>
    public static string Reason(string reason) =>
        OwnWord.Read(reason) switch
        {
            "registered" => AccountsTexts.ReasonRegistered,
            "lapsed" => AccountsTexts.ReasonLapsed,
            _ => reason,
        };
}
