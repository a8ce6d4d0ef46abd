using System.Globalization;
using System.Text.Json.Serialization;

namespace Portal.Domain.Fees;

/// <summary>The rate for what a merchant takes in a calendar month above <see cref="FromMinor"/>.</summary>
public sealed record FeeTier(long FromMinor, long PartsPerMillion);

/// <summary>
/// Rates by the volume of a calendar month, graduated: each part of a payment has the rate of the tier it lies in, and the parts are
/// rounded once, together. A first tier at no charge is a free allowance.
/// </summary>
public sealed class FeeTiers : IEquatable<FeeTiers>
{
    public const int StepsMax = 8;
    public const int TextMax = 320;

    [JsonConstructor]
    public FeeTiers(IReadOnlyList<FeeTier> steps) => Steps = [.. steps];

    /// <summary>From the lowest volume up; the rule's own rate holds below the first.</summary>
    public IReadOnlyList<FeeTier> Steps { get; }

    /// <summary>As a rule keeps it: <c>from:rate</c>, joined by blanks; null for no text.</summary>
    public static FeeTiers? Read(string? text) =>
        string.IsNullOrEmpty(text) ? null : new FeeTiers([.. text.Split(' ').Select(step => step.Split(':')).Select(Step)]);

    public bool Equals(FeeTiers? other) => other is not null && Steps.SequenceEqual(other.Steps);

    public override bool Equals(object? obj) => Equals(obj as FeeTiers);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() =>
        string.Join(' ', Steps.Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.FromMinor}:{step.PartsPerMillion}")));

    private static FeeTier Step(string[] parts) =>
        new(long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
}

/// <summary>The part of a payment that lies in one tier.</summary>
internal readonly record struct TierPart(long FromMinor, long PartsPerMillion, long AmountMinor);
