namespace Portal.Domain.Risk;

/// <summary>Why a text or a link is doubtful or refused. {0} is the excerpt.</summary>
internal static class RiskRefusals
{
    public const string TermBanned = "Risk_TermBanned";
    public const string TermDoubtful = "Risk_TermDoubtful";
    public const string MarketingExcessive = "Risk_MarketingExcessive";
    public const string LinkMalformed = "Risk_LinkMalformed";
    public const string LinkScheme = "Risk_LinkScheme";
    public const string LinkUserInfo = "Risk_LinkUserInfo";
    public const string LinkBlocked = "Risk_LinkBlocked";
    public const string LinkShortener = "Risk_LinkShortener";
    public const string LinkMixedScript = "Risk_LinkMixedScript";
    public const string LinkLookAlike = "Risk_LinkLookAlike";
    public const string LinkInternational = "Risk_LinkInternational";
    public const string LinkAddress = "Risk_LinkAddress";
    public const string LinkAddressPrivate = "Risk_LinkAddressPrivate";
    public const string LinkPort = "Risk_LinkPort";
    public const string LinkDisguised = "Risk_LinkDisguised";
    public const string LinkTextDiffers = "Risk_LinkTextDiffers";
}
