using Portal.Domain.Kernel;

namespace Portal.Domain.Payments;

/// <summary>Free words of a bill (goods, notes, names): kept whatever is in them, so that one character of a shop's never stops a day's money.</summary>
internal static class BillWords
{
    private const int Pictures = 0x2400;
    private const char Unshown = '\uFFFD';

    /// <summary>The words cut to what is kept; <paramref name="marked"/> when a control character is now the sign for it.</summary>
    public static string Readable(ReadOnlySpan<char> cell, int max, out bool marked)
    {
        marked = false;
        if (cell.Length <= max && !cell.ContainsAnyInRange('\0', '\u001F') && !cell.ContainsAnyInRange('\u007F', '\u009F'))
        {
            return cell.ToString();
        }

        var text = new char[cell.Length];
        for (var at = 0; at < cell.Length; at++)
        {
            var c = cell[at];
            text[at] =
                c is '\n' or '\t' ? ' '
                : !char.IsControl(c) ? c
                : c < ' ' ? (char)(Pictures + c)
                : c == '\u007F' ? '\u2421'
                : Unshown;
            marked |= text[at] is not ' ' && text[at] != c;
        }

        return Text.Cut(new string(text), max);
    }
}
