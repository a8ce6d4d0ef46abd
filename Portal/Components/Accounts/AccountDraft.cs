using Portal.Domain.Accounts;
using Portal.Resources;

namespace Portal.Components.Accounts;

/// <summary>What is typed about a public account.</summary>
public sealed class AccountDraft
{
    public static IReadOnlyList<string> Fields { get; } = ["Handle", "Name", "Category", "Introduction", "Avatar"];

    public AccountType Type { get; set; } = AccountType.Service;
    public string? Handle { get; set; }
    public string? Name { get; set; }
    public AccountCategory Category { get; set; }
    public string? Introduction { get; set; }
    public string? AvatarKey { get; set; }

    /// <summary>The version of the profile this was typed over; 0 for a new account.</summary>
    public int Version { get; set; }

    public static AccountDraft Of(AccountFormView view) =>
        new()
        {
            Type = view.Card.Type,
            Handle = view.Card.Handle,
            Name = view.Card.Name,
            Category = view.Card.Category,
            Introduction = view.Introduction,
            AvatarKey = view.Card.AvatarKey,
            Version = view.Version,
        };

    public IReadOnlyList<DraftWord> Words() =>
        [
            new(AccountsTexts.Type, AccountLabels.Of(Type)),
            new(AccountsTexts.Handle, Handle),
            new(AccountsTexts.Name, Name),
            new(AccountsTexts.Category, AccountLabels.Of(Category)),
            new(AccountsTexts.Introduction, Introduction),
            new(AccountsTexts.Avatar, AvatarKey?[..8]),
        ];

    public AccountForm ToForm() => new(Type, Handle, Name, Category, Introduction, AvatarKey);
}
