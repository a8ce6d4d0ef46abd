using System.Globalization;
using System.Text;

namespace Portal.Domain.Kernel;

/// <summary>Checks every text a person typed passes before it is stored.</summary>
public static class Text
{
    /// <summary>Trimmed, NFC, well-formed text of at most <paramref name="max"/> characters as people count them (text elements).</summary>
    /// <exception cref="Refusal">Empty, too long, or not well formed (lone surrogates, NUL, other controls).</exception>
    public static string Required(string? value, string field, int max)
    {
        var text = Optional(value, field, max);
        return text.Length > 0 ? text : throw new Refusal(KernelRefusals.Required).On(field);
    }

    /// <summary>As <see cref="Required"/>, but empty is allowed and null becomes empty.</summary>
    public static string Optional(string? value, string field, int max)
    {
        var text = (value ?? string.Empty).Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        if (!IsWellFormed(text))
        {
            throw new Refusal(KernelRefusals.TextNotWellFormed).On(field);
        }

        text = text.Normalize(NormalizationForm.FormC);
        var length = new StringInfo(text).LengthInTextElements;
        // Combining marks stack without adding text elements: the byte length is bounded too.
        if (length > max || text.Length > max * 4L + 16)
        {
            throw new Refusal(KernelRefusals.TooLong, max, length).On(field);
        }

        return text;
    }

    /// <summary>
    /// The beginning of a text, at most <paramref name="max"/> UTF-16 units of it: what columns count. Never ends inside a character as people see
    /// it, and is <see cref="Sound"/>. Every cut of a text that came from outside is made here.
    /// </summary>
    public static string Cut(string text, int max)
    {
        var sound = Sound(text);
        if (sound.Length <= max)
        {
            return sound;
        }

        var end = 0;
        while (StringInfo.GetNextTextElementLength(sound.AsSpan(end)) is var next && end + next <= max)
        {
            end += next;
        }

        // One character of many marks may be longer than all there is room for: then between two of its parts.
        return sound[..(end > 0 ? end : max - (char.IsHighSurrogate(sound[max - 1]) ? 1 : 0))];
    }

    /// <summary>As <see cref="Cut"/>, with an ellipsis where something is left out: for showing, not for columns.</summary>
    public static string Short(string text, int max) => text.Length > max ? Cut(text, max) + "…" : Sound(text);

    /// <summary>The end of a text (of a file's name: what it is lies there), cut as <see cref="Cut"/> does.</summary>
    public static string Tail(string text, int max)
    {
        var sound = Sound(text);
        var start = Math.Max(0, sound.Length - max);
        return sound[(start > 0 && char.IsLowSurrogate(sound[start]) ? start + 1 : start)..];
    }

    /// <summary>
    /// What both databases can keep: PostgreSQL takes neither NUL nor half of a surrogate pair. NUL is taken out; a half is shown as the sign for
    /// what cannot be shown.
    /// </summary>
    public static string Sound(string text)
    {
        if (!text.Contains('\0') && text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            return text;
        }

        var sound = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // Halves come out of the enumeration as the sign already.
            _ = rune.Value == 0 ? sound : sound.Append(rune.ToString());
        }

        return sound.Length == text.Length && text.AsSpan().SequenceEqual(sound.ToString()) ? text : sound.ToString();
    }

    /// <summary>A text as it is compared: compatible characters are one (NFKC), so full-width digits are digits.</summary>
    public static string Fold(string text) => Folded(text, NormalizationForm.FormKC);

    /// <summary>A text in another of Unicode's forms; one that is not well formed is folded as far as it is, and stops nobody.</summary>
    public static string Folded(string text, NormalizationForm form) => Sound(text).Normalize(form);

    /// <summary>No lone surrogate and no control character other than line feed and tab.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c))
            {
                if (i + 1 >= text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    return false;
                }

                i++;
            }
            else if (char.IsLowSurrogate(c) || (char.IsControl(c) && c is not '\n' and not '\t'))
            {
                return false;
            }
        }

        return true;
    }
}
