using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>Who looks at a held message, and until when it is theirs. After the decision it names who decided.</summary>
internal sealed partial class Message
{
    public long? ModeratorId { get; private set; }
    public string? ModeratorName { get; private set; }
    public DateTime? LeasedUntilUtc { get; private set; }

    /// <summary>A moderator has let it go.</summary>
    public bool WasReleased =>
        ModeratorId is not null
        && ModeratorNote.Length == 0
        && State is MessageState.Scheduled or MessageState.Sending or MessageState.Sent or MessageState.Recalled;

    public bool IsModeratedBy(Actor by, DateTime nowUtc) =>
        State == MessageState.Held && ModeratorId == by.UserId && LeasedUntilUtc > nowUtc;

    internal void Claim(Actor by, TimeSpan lease, DateTime nowUtc)
    {
        if (LeasedUntilUtc > nowUtc && ModeratorId != by.UserId)
        {
            throw new Refusal(MessagingRefusals.ClaimedByOther, ModeratorName ?? string.Empty);
        }

        (ModeratorId, ModeratorName, LeasedUntilUtc) = (by.UserId, by.Name, nowUtc + lease);
    }

    /// <summary>True when it was theirs.</summary>
    internal bool PutBack(Actor by, DateTime nowUtc)
    {
        if (!IsModeratedBy(by, nowUtc))
        {
            return false;
        }

        NoModerator();
        return true;
    }

    internal void DemandModerator(Actor by, DateTime nowUtc) => Refusal.Unless(IsModeratedBy(by, nowUtc), MessagingRefusals.ClaimFirst);

    private void NoModerator() => (ModeratorId, ModeratorName, LeasedUntilUtc) = (null, null, null);
}
