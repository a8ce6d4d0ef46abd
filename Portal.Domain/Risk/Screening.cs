using Portal.Domain.Kernel;

namespace Portal.Domain.Risk;

/// <summary>Clean goes out, doubtful waits for a moderator, refused goes back to the writer.</summary>
public enum ScreeningOutcome
{
    Clean,
    Doubtful,
    Refused,
}

/// <summary>Where a finding stands in what the writer typed: the form field, line and column (both from 1) and the words themselves.</summary>
public sealed record ScreeningPlace(string Field, int Line, int Column, string Excerpt)
{
    public const int ExcerptCharsMax = 80;

    public static ScreeningPlace At(string field, string text, int offset, int length)
    {
        var line = 1;
        var start = 0;
        for (var i = 0; i < offset; i++)
        {
            if (text[i] == '\n')
            {
                line++;
                start = i + 1;
            }
        }

        var excerpt = Text.Cut(text[offset..(offset + length)], ExcerptCharsMax);
        return new ScreeningPlace(field, line, offset - start + 1, excerpt);
    }
}

/// <summary>One thing found. <see cref="Code"/> is a constant of <see cref="RiskRefusals"/>: the sentence that tells the writer what to change.</summary>
public sealed record ScreeningFinding(ScreeningOutcome Outcome, string Code, ScreeningPlace Place);

/// <summary>What all checks found together; the worst finding decides.</summary>
internal sealed record ScreeningVerdict(IReadOnlyList<ScreeningFinding> Findings)
{
    public static ScreeningVerdict Clean { get; } = new([]);

    public ScreeningOutcome Outcome => Findings.Count == 0 ? ScreeningOutcome.Clean : Findings.Max(finding => finding.Outcome);

    public ScreeningVerdict And(ScreeningVerdict other) => new([.. Findings, .. other.Findings]);
}
