namespace Portal.Domain.Messaging;

public static class MessagingRefusals
{
    public const string TooNested = "Messaging_TooNested";
    public const string MoveNotAllowed = "Messaging_MoveNotAllowed";
    public const string AccountMayNotPublish = "Messaging_AccountMayNotPublish";
    public const string QuotaUsedUp = "Messaging_QuotaUsedUp";
    public const string TitleMissing = "Messaging_TitleMissing";
    public const string BodyMissing = "Messaging_BodyMissing";
    public const string ContentRefused = "Messaging_ContentRefused";
    public const string TimePast = "Messaging_TimePast";
    public const string TimeTooFar = "Messaging_TimeTooFar";
    public const string TimeSkipped = "Messaging_TimeSkipped";
    public const string RecallTooLate = "Messaging_RecallTooLate";
    public const string SendingBegun = "Messaging_SendingBegun";
    public const string ImageEmpty = "Messaging_ImageEmpty";
    public const string ImageTooLarge = "Messaging_ImageTooLarge";
    public const string ImageNotSupported = "Messaging_ImageNotSupported";
    public const string ImageTooManyPixels = "Messaging_ImageTooManyPixels";
    public const string ImageNotOnlyPicture = "Messaging_ImageNotOnlyPicture";
    public const string ImageGrown = "Messaging_ImageGrown";
    public const string CodeRefused = "Messaging_CodeRefused";
    public const string ClaimedByOther = "Messaging_ClaimedByOther";
    public const string ClaimFirst = "Messaging_ClaimFirst";
    public const string ModeratedAlready = "Messaging_ModeratedAlready";
    public const string OwnOrganisation = "Messaging_OwnOrganisation";
    public const string AccountRequired = "Messaging_AccountRequired";
}
