namespace Portal.Domain.Messaging;

/// <summary>
/// How many follow an account and how many of them are muted, kept with every change, so that a broadcast need not count. Its row is also
/// the lock that puts joining and sending in one order (I-31).
/// </summary>
internal sealed class Audience
{
    private Audience() { }

    public long AccountId { get; private set; }
    public long Followers { get; private set; }
    public long Muted { get; private set; }

    internal static Audience Of(long accountId) => new() { AccountId = accountId };
}
