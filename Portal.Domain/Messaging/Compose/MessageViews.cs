namespace Portal.Domain.Messaging;

internal static class MessageViews
{
    /// <summary>Which states a view shows. A discarded message is in none.</summary>
    public static IReadOnlyList<MessageState> StatesOf(MessageView view) =>
        view switch
        {
            MessageView.Draft => [MessageState.Draft, MessageState.Checking, MessageState.Held],
            MessageView.Scheduled => [MessageState.Scheduled, MessageState.Sending],
            MessageView.Sent => [MessageState.Sent, MessageState.Recalled],
            MessageView.Failed => [MessageState.Failed],
        };
}
