namespace Portal.Domain.Messaging;

/// <summary>Everything the composer or the detail page shows of one message.</summary>
public sealed record MessageDetail(
    string Number,
    MessageKind Kind,
    MessageState State,
    string Title,
    string Body,
    string Html,
    string Excerpt,
    SenderAccount Account,
    CoverPicture? Cover,
    DateTime? PlanUtc,
    DateTime? DueUtc,
    DateTime? SentUtc,
    DateTime? RecalledUtc,
    DateTime EditedUtc,
    string WrittenBy,
    string? FailureCode,
    string ModeratorNote,
    DeliveryView? Delivery,
    int Version
)
{
    public bool IsDraft => State == MessageState.Draft;
}
