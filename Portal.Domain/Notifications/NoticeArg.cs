using System.Globalization;
using Portal.Domain.Kernel;

namespace Portal.Domain.Notifications;

/// <summary>A value a sentence quotes; it is printed in the reader's language and zone when it is read.</summary>
public sealed record NoticeArg(string Type, string Value)
{
    public static implicit operator NoticeArg(string text) => new("text", text);

    public static implicit operator NoticeArg(DateOnly day) => new("day", day.ToString("O", CultureInfo.InvariantCulture));

    public static implicit operator NoticeArg(DateTime utc) => new("instant", utc.ToString("O", CultureInfo.InvariantCulture));

    public static implicit operator NoticeArg(long count) => new("count", count.ToString(CultureInfo.InvariantCulture));

    public static implicit operator NoticeArg(Money amount) =>
        new("money", FormattableString.Invariant($"{amount.MinorUnits} {amount.Currency.Code}"));

    /// <summary>Several words of such a list (<see cref="OwnWord"/>), or names as somebody gave them; none is the word for none.</summary>
    public static NoticeArg Words(IEnumerable<string> words) => new("words", string.Join('\n', words));

    /// <summary>A word of a list that the screen translates, e.g. <c>RejectReason_IdentityMismatch</c>.</summary>
    public static NoticeArg Word(Enum value) => new("word", $"{value.GetType().Name}_{value}");
}
