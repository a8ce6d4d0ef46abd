using System.Globalization;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>Names a role of an organisation: a built-in one, or a custom one by its id. Written <c>Owner</c> or <c>custom-12</c>.</summary>
public sealed record RoleKey(MerchantRole? BuiltIn, long? Custom)
{
    private const string Prefix = "custom-";

    public static RoleKey Of(MerchantRole role) => new(role, null);

    public static RoleKey OfCustom(long id) => new(null, id);

    /// <exception cref="Refusal">Not found: the text names no role.</exception>
    public static RoleKey Parse(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(text.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? OfCustom(id)
        : Enum.TryParse<MerchantRole>(text, out var role) && Enum.IsDefined(role) ? Of(role)
        : throw Refusal.NotFound();

    public override string ToString() =>
        BuiltIn?.ToString() ?? string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Custom.GetValueOrDefault()}");
}

/// <summary>A role as screens name it: built-in ones have their word in both languages, custom ones the name their organisation gave.</summary>
public sealed record RoleName(RoleKey Key, string? CustomName);
