using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Portal.Domain.Kernel;

namespace Portal.Domain.Data;

/// <summary>
/// The one place where every text goes that reaches a database by way of the context, to be kept or to be looked for: what PostgreSQL cannot take
/// (NUL, half of a surrogate pair) is gone before it, whichever form, query string, file or call it came by. Rows written in bulk go through
/// <see cref="RowWriter"/>, which does the same. Forms refuse such a text earlier, with a sentence (<see cref="Text.Required"/>).
/// </summary>
internal sealed class SoundTexts : DbCommandInterceptor
{
    public static SoundTexts Instance { get; } = new();

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        foreach (DbParameter parameter in result.Parameters)
        {
            if (parameter.Value is string text && !ReferenceEquals(Text.Sound(text), text))
            {
                parameter.Value = Text.Sound(text);
            }
            else if (
                parameter.Value is IEnumerable<string?> texts
                && texts.Any(one => one is not null && !ReferenceEquals(Text.Sound(one), one))
            )
            {
                parameter.Value = texts.Select(one => one is null ? null : Text.Sound(one)).ToArray();
            }
        }

        return result;
    }
}
