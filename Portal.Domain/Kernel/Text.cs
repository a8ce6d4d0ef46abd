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
