using Portal.Domain.Accounts;

namespace Portal.Domain.Messaging;

/// <summary>An account as a follower sees it. <see cref="LegalName"/> only stands on a certified one.</summary>
public sealed record AccountCard
{
    public required string Handle { get; init; }
    public required string DisplayName { get; init; }
    public required AccountType Type { get; init; }
    public required bool IsCertified { get; init; }
    public required string? LegalName { get; init; }
    public required DateOnly? CertifiedUntil { get; init; }
    public required string Introduction { get; init; }
    public required string? AvatarKey { get; init; }
    public required long Followers { get; init; }
    public required bool IsFollowed { get; init; }
    public required bool IsMuted { get; init; }
}

public sealed record AccountPage(AccountCard Card, IReadOnlyList<ChatItem> Recent);

public sealed record ChatRow(
    string Handle,
    string DisplayName,
    bool IsCertified,
    bool IsMuted,
    string? AvatarKey,
    string? LastWords,
    DateTime LastUtc,
    int Unread
);

/// <summary>One message in a chat. A recalled one keeps its place and loses its words.</summary>
public sealed record ChatItem
{
    public required long Id { get; init; }
    public required string Number { get; init; }
    public required MessageKind Kind { get; init; }
    public required string Title { get; init; }
    public required string Excerpt { get; init; }
    public required string Html { get; init; }
    public required string? CoverKey { get; init; }
    public required DateTime SentUtc { get; init; }
    public required bool IsRecalled { get; init; }
}

/// <summary>A stretch of a chat, oldest first; <see cref="Older"/> leads to what was before it.</summary>
public sealed record Chat(AccountCard Account, IReadOnlyList<ChatItem> Items, long? Older);

public sealed record ArticleView(AccountCard Account, ChatItem Item);

public sealed record MediaFile(string ContentType, byte[] Bytes);
