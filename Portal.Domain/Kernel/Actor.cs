namespace Portal.Domain.Kernel;

public enum ActorKind
{
    Anonymous,
    User,
    System,
}

/// <summary>
/// Who acts. Made in one place from the authenticated principal (pages, endpoints) or named by a job or an operator command; it says who,
/// never what they may do: the Gate looks that up on every operation.
/// </summary>
public sealed record Actor
{
    private Actor(ActorKind kind, long userId, string name, string? from, string? session = null)
    {
        Kind = kind;
        UserId = userId;
        Name = name;
        From = from;
        Session = session;
    }

    public ActorKind Kind { get; }

    /// <summary>The user's id; 0 for anonymous and system actors.</summary>
    public long UserId { get; }

    /// <summary>A user's name as shown in the audit trail, or a system actor's name such as <c>settlement</c>.</summary>
    public string Name { get; }

    /// <summary>Where the act came from: an address, or <c>job</c>, <c>command</c>.</summary>
    public string? From { get; }

    /// <summary>The key of the sign-in a user acts in; the Gate refuses once that session has ended. Null outside a browser.</summary>
    public string? Session { get; }

    public static Actor Anonymous { get; } = new(ActorKind.Anonymous, 0, "anonymous", null);

    /// <summary>Somebody who has not signed in, from an address.</summary>
    public static Actor Visitor(string? from) => new(ActorKind.Anonymous, 0, "anonymous", from);

    public static Actor User(long userId, string name, string? from = null, string? session = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(userId);
        return new Actor(ActorKind.User, userId, name, from, session);
    }

    /// <summary>A job's actor. Its permits are rows of the table like everybody's (Permits, system column).</summary>
    public static Actor System(string job) => new(ActorKind.System, 0, job, "job");

    /// <summary>The person at the server's shell: may run what the operator commands offer.</summary>
    public static Actor Operator { get; } = new(ActorKind.System, 0, OperatorName, "command");

    public const string OperatorName = "operator";
}
