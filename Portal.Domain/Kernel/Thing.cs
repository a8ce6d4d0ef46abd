using System.Globalization;

namespace Portal.Domain.Kernel;

/// <summary>A kind of thing that people see, type and quote by a number of its own.</summary>
public sealed record Thing
{
    /// <param name="kind">As the trail, history and notices call it.</param>
    /// <param name="prefix">What its numbers begin with; no two are alike.</param>
    /// <param name="digits">How many digits the count has at least.</param>
    internal Thing(string kind, string prefix, NumberShape shape, int digits = 6) =>
        (Kind, Prefix, Shape, Digits) = (kind, prefix, shape, digits);

    public string Kind { get; }
    public string Prefix { get; }
    internal NumberShape Shape { get; }
    internal int Digits { get; }

    /// <summary>The number of a <see cref="NumberShape.Counted"/> thing.</summary>
    public string Of(long count) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{Padded(count)}");

    /// <summary>The number of a <see cref="NumberShape.Yearly"/> thing.</summary>
    public string Of(int year, long count) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{year:D4}-{Padded(count)}");

    /// <summary>The number of a <see cref="NumberShape.Day"/> thing.</summary>
    public string Of(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{day:yyyyMMdd}");

    /// <summary>The number of a <see cref="NumberShape.Daily"/> thing.</summary>
    public string Of(DateOnly day, long count) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{day:yyyyMMdd}-{Padded(count)}");

    /// <summary>The row of <c>Sequences</c> that counts a <see cref="NumberShape.Yearly"/> thing.</summary>
    public string SequenceOf(int year) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{year:D4}");

    /// <summary>Whether a number, as it is stored or typed, is one of these.</summary>
    public bool Is(string number) => number.StartsWith(Prefix + "-", StringComparison.OrdinalIgnoreCase);

    /// <summary>The count in a number of a <see cref="NumberShape.Counted"/> thing; null when it is none.</summary>
    public long? CountOf(string number) =>
        Is(number) && long.TryParse(number.AsSpan(Prefix.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;

    private string Padded(long count) => count.ToString("D" + Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
