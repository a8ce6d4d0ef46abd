using System.Globalization;
using System.Text;

namespace Portal.Domain.Risk;

/// <summary>A text folded for comparison that remembers where each of its characters came from.</summary>
internal sealed class Folded
{
    private readonly StringBuilder _text = new();
    private readonly List<int> _offsets = [];
    private string? _built;

    public string Built => _built ??= _text.ToString();

    /// <summary>Where a character of <see cref="Built"/> stands in the original.</summary>
    public int At(int index) => _offsets[index];

    /// <summary>Compatibility-folded, lower case, invisible characters gone, any run of white space one space.</summary>
    public static Folded Keeping(string text) => Fold(text, bare: false);

    /// <summary>As <see cref="Keeping"/>, with white space, punctuation and symbols gone too.</summary>
    public static Folded Bare(string text) => Fold(text, bare: true);

    public IEnumerable<(int Offset, int Length)> Find(string term, bool wholeWord)
    {
        for (var at = Built.IndexOf(term, StringComparison.Ordinal); at >= 0; at = Built.IndexOf(term, at + 1, StringComparison.Ordinal))
        {
            var end = at + term.Length;
            var inside =
                wholeWord && ((at > 0 && char.IsLetterOrDigit(Built[at - 1])) || (end < Built.Length && char.IsLetterOrDigit(Built[end])));
            if (!inside)
            {
                yield return (_offsets[at], _offsets[end - 1] - _offsets[at] + 1);
            }
        }
    }

    private static Folded Fold(string text, bool bare)
    {
        var folded = new Folded();
        for (var i = 0; i < text.Length; i++)
        {
            // Lone surrogates never get here (Text.Required), but a half must not throw either.
            var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            var element =
                pair ? text.Substring(i, 2)
                : char.IsSurrogate(text[i]) ? " "
                : text[i].ToString();
            foreach (var c in Kernel.Text.Fold(element))
            {
                folded.Take(char.ToLowerInvariant(c), i, bare);
            }

            i += pair ? 1 : 0;
        }

        return folded;
    }

    private void Take(char c, int offset, bool bare)
    {
        var category = CharUnicodeInfo.GetUnicodeCategory(c);
        if (category is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
        {
            return;
        }

        var space = char.IsWhiteSpace(c);
        if (bare ? space || char.IsPunctuation(c) || char.IsSymbol(c) : space && _text.Length > 0 && _text[^1] == ' ')
        {
            return;
        }

        _text.Append(space ? ' ' : c);
        _offsets.Add(offset);
    }
}
