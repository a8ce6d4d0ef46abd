using System.Globalization;
using System.Runtime.CompilerServices;

namespace Portal.Domain.Kernel;

/// <summary>
/// One number that the operator may change while the portal runs: what it is without a change, the bounds, both ends included, the unit, which
/// way it loosens a control, and where the standard comes from. Its words are the texts <c>Policy_{Key}</c> and <c>Policy_{Key}_Text</c>.
/// </summary>
public abstract class Policy
{
    private protected Policy(string key, PolicyFacts facts) => (Key, Facts) = (key, facts);

    /// <summary>As stored, and as docs/operating/policies.md lists it: the name of the property that holds it.</summary>
    public string Key { get; }
    public PolicyFacts Facts { get; }

    /// <summary>Whether this change loosens a control, and so takes two persons.</summary>
    public bool Loosened(int from, int to) =>
        from != to
        && Facts.Loosens switch
        {
            Loosens.Never => false,
            Loosens.Up => to > from,
            Loosens.Down => to < from,
            Loosens.EitherWay => true,
        };

    /// <summary>A whole number within the bounds; refuses anything else, naming them, beside the field of this name.</summary>
    public int Parse(string? text, string field)
    {
        var good = int.TryParse((text ?? string.Empty).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        return good && value >= Facts.Min && value <= Facts.Max
            ? value
            : throw new Refusal(PolicyRefusals.OutOfRange, Facts.Min, Facts.Max).On(field);
    }

    /// <summary>A number as it is stored.</summary>
    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number as it was stored.</summary>
    public static int Number(string stored) => int.Parse(stored, NumberStyles.None, CultureInfo.InvariantCulture);

    internal static Policy<int> Of(PolicyFacts facts, [CallerMemberName] string key = "") => new(key, facts, number => number);

    /// <summary>One whose unit is a stretch of time of fixed length.</summary>
    internal static Policy<TimeSpan> Time(PolicyFacts facts, [CallerMemberName] string key = "") =>
        new(
            key,
            facts,
            number =>
                facts.Unit switch
                {
                    PolicyUnit.Seconds => TimeSpan.FromSeconds(number),
                    PolicyUnit.Minutes => TimeSpan.FromMinutes(number),
                    PolicyUnit.Hours => TimeSpan.FromHours(number),
                    PolicyUnit.Days => TimeSpan.FromDays(number),
                    _ => throw new InvalidOperationException($"{key} is counted in {facts.Unit}: no stretch of time."),
                }
        );

    internal static Policy<Money> Cny(PolicyFacts facts, [CallerMemberName] string key = "") =>
        new(key, facts, number => Money.Cny(number * 100L));
}

/// <summary>A policy as the code reads it.</summary>
public sealed class Policy<T> : Policy
{
    private readonly Func<int, T> _read;

    internal Policy(string key, PolicyFacts facts, Func<int, T> read)
        : base(key, facts) => _read = read;

    /// <summary>What holds without a change.</summary>
    public T Standard => _read(Facts.Standard);

    public T Read(int number) => _read(number);
}
