using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

public enum MessageState
{
    Draft,
    Checking,
    Held,
    Scheduled,
    Sending,
    Sent,
    Recalled,
    Cancelled,
    Failed,
}

internal static class MessageStates
{
    /// <summary>
    /// Every legal move. Checking → Draft is a refusal by the content checks, Held → Draft a moderator's, Scheduled → Draft a cancelled
    /// schedule; Failed → Draft lets the writer put right what stopped the sending.
    /// </summary>
    public static MoveTable<MessageState> Moves { get; } =
        new(
            new()
            {
                [MessageState.Draft] = [MessageState.Checking, MessageState.Cancelled],
                [MessageState.Checking] = [MessageState.Held, MessageState.Scheduled, MessageState.Draft],
                [MessageState.Held] = [MessageState.Scheduled, MessageState.Draft, MessageState.Cancelled],
                [MessageState.Scheduled] = [MessageState.Sending, MessageState.Draft, MessageState.Failed],
                [MessageState.Sending] = [MessageState.Sent, MessageState.Failed],
                [MessageState.Sent] = [MessageState.Recalled],
                [MessageState.Recalled] = [],
                [MessageState.Cancelled] = [],
                [MessageState.Failed] = [MessageState.Draft, MessageState.Cancelled],
            }
        );

    /// <summary>Refuses a move that is not in the table.</summary>
    public static void Check(MessageState from, MessageState to) =>
        Refusal.Unless(Moves.Allows(from, to), MessagingRefusals.MoveNotAllowed, from, to);
}
