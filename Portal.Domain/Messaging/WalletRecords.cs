using Portal.Domain.Accounts;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>An account as a follower sees it. <see cref="LegalName"/> only stands on a certified one.</summary>
public sealed record AccountCard(
    string Handle,
    string DisplayName,
    AccountType Type,
    bool IsCertified,
    string? LegalName,
    long Followers,
    bool IsFollowed,
    bool IsMuted
);

public sealed record AccountPage(AccountCard Card, IReadOnlyList<ChatItem> Recent);

public sealed record ChatRow(
    string Handle,
    string DisplayName,
    bool IsCertified,
    bool IsMuted,
    string? LastWords,
    DateTime LastUtc,
    int Unread
);

/// <summary>One message in a chat. A recalled one keeps its place and loses its words.</summary>
public sealed record ChatItem(
    long Id,
    string Number,
    MessageKind Kind,
    string Title,
    string Excerpt,
    string Html,
    string? CoverKey,
    DateTime SentUtc,
    bool IsRecalled
);

/// <summary>A stretch of a chat, oldest first; <see cref="Older"/> leads to what was before it.</summary>
public sealed record Chat(AccountCard Account, IReadOnlyList<ChatItem> Items, long? Older);

public sealed record ArticleView(AccountCard Account, ChatItem Item);

public sealed record MediaFile(string ContentType, byte[] Bytes);
