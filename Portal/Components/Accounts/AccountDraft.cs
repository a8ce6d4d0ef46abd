using Portal.Domain.Accounts;

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

    public static AccountDraft Of(AccountSheet sheet) =>
        new()
        {
            Type = sheet.Card.Type,
            Handle = sheet.Card.Handle,
            Name = sheet.Card.Name,
            Category = sheet.Card.Category,
            Introduction = sheet.Introduction,
            AvatarKey = sheet.Card.AvatarKey,
        };

    public AccountForm ToForm() => new(Type, Handle, Name, Category, Introduction, AvatarKey);
}
