namespace Portal.Domain.Messaging;

public sealed record MessageRow(
    string Number,
    MessageKind Kind,
    string Title,
    string Excerpt,
    string AccountName,
    MessageState State,
    string WrittenBy,
    DateTime EditedUtc,
    DateTime? DueUtc,
    DateTime? SentUtc,
    long? Delivered,
    long? Opened,
    string? FailureCode
);
