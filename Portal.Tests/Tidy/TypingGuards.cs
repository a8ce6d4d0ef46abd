using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Hosting;

namespace Portal.Tests.Tidy;

/// <summary>Fields as text: a field that answers every key is bound, and every text field has an end that the wire can carry.</summary>
public sealed partial class TypingGuards
{
    [Fact]
    public void A_field_that_hears_every_key_is_bound_and_not_written_back() => Assert.Empty(Fields().Where(WritesBack).ToList());

    [Fact]
    public void A_field_that_writes_back_is_found()
    {
        // Over a slow line the page writes an older text over the keys that were pressed meanwhile.
        Assert.True(WritesBack("<input value=\"@Title\" @oninput=\"Set\" />"));
        Assert.True(WritesBack("<textarea @oninput=\"@(e => Set(e))\" class=\"x\" value=\"@Body\">"));
        Assert.False(WritesBack("<input @bind:get=\"Title\" @bind:set=\"Set\" @bind:event=\"oninput\" />"));
    }

    [Fact]
    public void Every_text_field_says_how_much_it_takes_and_the_wire_carries_it() =>
        Assert.Empty(Fields().Where(field => IsText(field) && Length(field) is null or > Screens.FieldCharsMax).ToList());

    [Fact]
    public void A_text_field_without_an_end_or_beyond_the_wire_is_found()
    {
        Assert.Null(Length("<textarea rows=\"3\" @bind=\"x\">"));
        Assert.Equal(30_000, Length("<textarea maxlength=\"30000\">"));
        Assert.Equal(0, Length("<input maxlength=\"@Message.TitleMax\" />"));
        Assert.True(IsText("<textarea rows=\"3\">"));
        Assert.False(IsText("<input type=\"date\" />"));
    }

    private static IEnumerable<string> Fields() =>
        Repository
            .Sources(Repository.PathOf("Portal", "Components"), ".razor")
            .SelectMany(file => Field().Matches(file.Text).Select(match => match.Value));

    private static bool WritesBack(string field) =>
        field.Contains("@oninput", StringComparison.Ordinal) && Regex.IsMatch(field, "\\svalue=\"@");

    private static bool IsText(string field) =>
        !Regex.IsMatch(field, "\\stype=\"(hidden|checkbox|radio|file|date|time|number|@DateInput|@TimeInput)\"|\\sreadonly\\s");

    /// <summary>The limit in figures; 0 for one that a constant names, null for none.</summary>
    private static int? Length(string field) =>
        Regex.Match(field, "\\smaxlength=\"(?<max>[^\"]*)\"") is not { Success: true } match ? null
        : int.TryParse(match.Groups["max"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var max) ? max
        : 0;

    // To the end of the tag: an arrow or a comparison inside a quoted value does not end it.
    [GeneratedRegex("<(input|textarea)\\b(\"[^\"]*\"|[^\">])*>")]
    private static partial Regex Field();
}
