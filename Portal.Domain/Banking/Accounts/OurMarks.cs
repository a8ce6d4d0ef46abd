using System.Text.RegularExpressions;
using Portal.Domain.Kernel;

namespace Portal.Domain.Banking;

/// <summary>Our references as banks bring them back: whole, in another field, or somewhere in a text.</summary>
internal static partial class OurMarks
{
    /// <summary>The one reference of ours in a text; null when there is none, or more than one.</summary>
    public static string? In(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var found = Mark().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return found is [var only] ? only : null;
    }

    /// <summary>The first of several fields that has a reference of ours; else the first that says anything.</summary>
    public static string? First(params ReadOnlySpan<string?> fields)
    {
        string? any = null;
        foreach (var field in fields)
        {
            if (In(field) is { } ours)
            {
                return ours;
            }

            any ??= field;
        }

        return any;
    }

    // A number of a payout, its attempt and its part (Payout, BankTransfer.EndToEnd); never the beginning of a longer one.
    [GeneratedRegex(
        @"(?<![A-Za-z0-9-])PO-\d{8}-\d{6,9}(?:-\d{1,3})?(?:P\d{1,3})?(?![A-Za-z0-9]|-\d)",
        RegexOptions.None,
        PatternTime.Milliseconds
    )]
    private static partial Regex Mark();
}
