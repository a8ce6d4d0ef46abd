using System.Globalization;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Notifications;

/// <summary>A notice as its reader reads it: made from kind and arguments in the language of now.</summary>
public sealed record NoticeSaid(string Title, string Text, string Url);

public static class NoticeLabels
{
    public static NoticeSaid Say(NoticeRow row, TimeZoneInfo zone)
    {
        object[] args = [.. row.Args.Select(arg => Printed(arg, zone))];
        return new NoticeSaid(Sentence("Title_", row.Kind, args), Sentence("Text_", row.Kind, args).Trim(), UrlOf(row.Thing));
    }

    public static string Kind(NoticeKind kind) => Text($"Kind_{kind}");

    public static string Group(NoticeGroup group) => Text($"Group_{group}");

    public static string Way(NoticeWay way) => Text($"Way_{way}");

    public static string Icon(NoticeGroup group) =>
        group switch
        {
            NoticeGroup.Certification => PortalIcons.Shield,
            NoticeGroup.Messages => PortalIcons.Messages,
            NoticeGroup.Accounts => PortalIcons.Accounts,
            NoticeGroup.Money => PortalIcons.Bank,
            NoticeGroup.Team => PortalIcons.People,
            NoticeGroup.Security => PortalIcons.Key,
            NoticeGroup.Operations => PortalIcons.Health,
        };

    /// <summary>Where it leads; things without a page of their own lead to the list of notices.</summary>
    public static string UrlOf(NoticeThing thing) => Urls.Thing(thing.Kind, thing.Key, thing.Merchant) ?? Urls.Notifications;

    private static string Sentence(string prefix, NoticeKind kind, object[] args) => Fmt.Text(Text($"{prefix}{kind}"), args);

    private static string Printed(NoticeArg arg, TimeZoneInfo zone) =>
        arg.Type switch
        {
            "day" => Fmt.Day(DateOnly.Parse(arg.Value, CultureInfo.InvariantCulture)),
            "instant" => Fmt.Instant(DateTime.Parse(arg.Value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), zone),
            "count" => Fmt.Count(MoneyText.Kept(arg.Value)),
            "money" when arg.Value.Split(' ') is [var minor, var code] => Fmt.Money(new Money(MoneyText.Kept(minor), Currency.Of(code))),
            "word" => Word(arg.Value),
            "words" when arg.Value.Length == 0 => NoticesTexts.None,
            "words" => string.Join(
                NoticesTexts.Comma,
                arg.Value.Split('\n').Select(one => OwnWord.Read(one) is { } word ? Word(word) : one)
            ),
            _ => arg.Value,
        };

    private static string Word(string key) =>
        NoticesTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)
        ?? SharedTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)
        ?? key;

    private static string Text(string key) =>
        NoticesTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)
        ?? throw new InvalidOperationException($"NoticesTexts has no {key}.");
}
