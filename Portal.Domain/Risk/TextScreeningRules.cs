using Portal.Domain.Kernel;

namespace Portal.Domain.Risk;

/// <summary>
/// Looks for terms of the list and for excessive marketing. What people insert to slip past a list is folded away first: full-width
/// letters, zero-width characters and, inside Chinese terms, spaces and punctuation. Every finding points into the original text.
/// </summary>
internal static class TextScreeningRules
{
    public const int FindingsMax = 50;
    public const int ExclamationsInARowMax = 2;
    public const int ExclamationsMax = 8;
    public const int MarketingPhrasesMax = 3;
    public const int CapitalsLettersMin = 30;
    public const int CapitalsPercentMax = 60;

    // The gravest first: the bound on findings must never drop a refusal for many doubts.
    private static readonly Term[] Terms =
    [
        .. RiskLists.Terms.Select(row => Term.Of(row.Kind, row.Value)).OrderByDescending(term => term.Outcome),
    ];

    private static readonly string[] MarketingPhrases =
    [
        "act now",
        "buy now",
        "limited time",
        "last chance",
        "don't miss",
        "hurry",
        "while stocks last",
        "限时",
        "秒杀",
        "抢购",
        "最后机会",
        "手慢无",
        "速来",
        "疯抢",
        "错过再等",
    ];

    public static ScreeningVerdict Screen(string field, string text)
    {
        var words = Folded.Keeping(text);
        var bare = Folded.Bare(text);
        var findings = new List<ScreeningFinding>();
        foreach (var term in Terms)
        {
            var within = term.IsWord ? words : bare;
            foreach (var (offset, length) in within.Find(term.Folded, term.IsWord))
            {
                findings.Add(new ScreeningFinding(term.Outcome, term.Code, ScreeningPlace.At(field, text, offset, length)));
                if (findings.Count == FindingsMax)
                {
                    return new ScreeningVerdict(findings);
                }
            }
        }

        if (Shouting(text, words) is { } shout)
        {
            findings.Add(new ScreeningFinding(ScreeningOutcome.Doubtful, RiskRefusals.MarketingExcessive, shout with { Field = field }));
        }

        return new ScreeningVerdict([.. findings.OrderBy(finding => finding.Place.Line).ThenBy(finding => finding.Place.Column)]);
    }

    private static ScreeningPlace? Shouting(string text, Folded words)
    {
        var marks = 0;
        var row = 0;
        for (var i = 0; i < text.Length; i++)
        {
            row = text[i] is '!' or '！' ? row + 1 : 0;
            marks += row > 0 ? 1 : 0;
            if (row > ExclamationsInARowMax || marks > ExclamationsMax)
            {
                return ScreeningPlace.At(string.Empty, text, i - row + 1, row);
            }
        }

        var letters = text.Count(char.IsAsciiLetter);
        if (letters >= CapitalsLettersMin && text.Count(char.IsAsciiLetterUpper) * 100L > letters * (long)CapitalsPercentMax)
        {
            return ScreeningPlace.At(string.Empty, text, 0, text.Length);
        }

        var phrases = MarketingPhrases.SelectMany(phrase => words.Find(phrase, char.IsAscii(phrase[0]))).ToList();
        if (phrases.Count > MarketingPhrasesMax)
        {
            var last = phrases.OrderBy(phrase => phrase.Offset).Last();
            return ScreeningPlace.At(string.Empty, text, last.Offset, last.Length);
        }

        return null;
    }

    private sealed record Term(string Folded, bool IsWord, ScreeningOutcome Outcome, string Code)
    {
        public static Term Of(string kind, string value)
        {
            var isWord = value.Any(char.IsAsciiLetter);
            var refused = kind == "refused";
            return new Term(
                value.ToLowerInvariant(),
                isWord,
                refused ? ScreeningOutcome.Refused : ScreeningOutcome.Doubtful,
                refused ? RiskRefusals.TermBanned : RiskRefusals.TermDoubtful
            );
        }
    }
}
