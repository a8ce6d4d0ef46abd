namespace Portal.Domain.Banking;

/// <summary>Where a line ended up, and what the other side says where it says something else.</summary>
internal sealed record ReconFinding(ReconFact Fact, ReconState State, long? OtherMinor = null);

/// <summary>
/// Joins two lists of lines. Pure: the same lines always come out the same, whatever their order, and each comes out exactly once. A line of
/// theirs goes to the line of ours it shares its surest key with; amounts near each other are never a match, only a suggestion.
/// </summary>
internal static class Matching
{
    private const int SuggestDays = 5;

    public static IReadOnlyList<ReconFinding> Match(IReadOnlyCollection<ReconFact> facts) =>
        [
            .. facts.Where(fact => fact.Agreed).Select(fact => new ReconFinding(fact, ReconState.Matched)),
            .. ByRules([.. facts.Where(fact => !fact.Agreed)]),
        ];

    private static List<ReconFinding> ByRules(List<ReconFact> facts)
    {
        var ours = facts.Where(fact => fact.Side == ReconSide.Ours).OrderBy(fact => (fact.Kind, fact.Id)).ToList();
        var byKey = new Dictionary<string, List<ReconFact>>(StringComparer.Ordinal);
        foreach (var fact in ours)
        {
            foreach (var key in fact.Keys)
            {
                if (!byKey.TryGetValue(key, out var list))
                {
                    byKey[key] = list = [];
                }

                list.Add(fact);
            }
        }

        var groups = new Dictionary<ReconFact, (List<ReconFact> Ours, List<ReconFact> Theirs)>(ReferenceEqualityComparer.Instance);
        var findings = new List<ReconFinding>(facts.Count);
        foreach (var line in facts.Where(fact => fact.Side == ReconSide.Theirs).OrderBy(fact => (fact.Day, fact.Kind, fact.Id)))
        {
            var found = line.Keys.Select(key => byKey.GetValueOrDefault(key)).FirstOrDefault(list => list is not null);
            if (found is null)
            {
                findings.Add(new ReconFinding(line, line.Alone ? ReconState.Matched : ReconState.MissingHere));
                continue;
            }

            Join(groups, found, line);
        }

        foreach (var group in groups.Values.Distinct())
        {
            findings.AddRange(Judge(group.Ours, group.Theirs));
        }

        findings.AddRange(
            ours.Where(fact => !groups.ContainsKey(fact))
                .Select(fact => new ReconFinding(fact, fact.AmountMinor == 0 ? ReconState.Matched : ReconState.MissingThere))
        );
        return findings;
    }

    /// <summary>Open lines of opposite sides with one amount near each other, where there is only one such pair.</summary>
    public static IEnumerable<(ReconItem Ours, ReconItem Theirs)> Suggestions(IReadOnlyCollection<ReconItem> open)
    {
        var there = open.Where(item => item.State == ReconState.MissingThere)
            .ToLookup(item => (item.Pair, item.Currency, item.AmountMinor));
        foreach (var here in open.Where(item => item.State == ReconState.MissingHere))
        {
            var near = there[(here.Pair, here.Currency, here.AmountMinor)]
                .Where(item => Math.Abs(item.Day.DayNumber - here.Day.DayNumber) <= SuggestDays)
                .Take(2)
                .ToList();
            if (near is [var only])
            {
                yield return (only, here);
            }
        }
    }

    /// <summary>A line may stand for several of ours (a batch booked as one sum): all that share its key are one group.</summary>
    private static void Join(
        Dictionary<ReconFact, (List<ReconFact> Ours, List<ReconFact> Theirs)> groups,
        List<ReconFact> found,
        ReconFact line
    )
    {
        var known = found.Where(groups.ContainsKey).Select(fact => groups[fact]).Distinct().ToList();
        var group = known.Count > 0 ? known[0] : (Ours: [], Theirs: []);
        foreach (var other in known.Skip(1))
        {
            group.Ours.AddRange(other.Ours);
            group.Theirs.AddRange(other.Theirs);
        }

        group.Ours.AddRange(found.Where(fact => !group.Ours.Contains(fact)));
        group.Theirs.Add(line);
        foreach (var fact in group.Ours)
        {
            groups[fact] = group;
        }
    }

    private static IEnumerable<ReconFinding> Judge(List<ReconFact> ours, List<ReconFact> theirs)
    {
        var wanted = ours.Sum(fact => fact.AmountMinor);
        var given = theirs.Sum(fact => fact.AmountMinor);
        if (wanted == given)
        {
            return ours.Concat(theirs).Select(fact => new ReconFinding(fact, ReconState.Matched));
        }

        // The same line once more: the first that fits is the match, the rest are too many.
        if (theirs.Count > 1 && theirs.TrueForAll(fact => fact.AmountMinor == wanted))
        {
            return ours.Append(theirs[0])
                .Select(fact => new ReconFinding(fact, ReconState.Matched))
                .Concat(theirs.Skip(1).Select(fact => new ReconFinding(fact, ReconState.Duplicate)));
        }

        return ours.Select(fact => new ReconFinding(fact, ReconState.AmountDiffers, given))
            .Concat(theirs.Select(fact => new ReconFinding(fact, ReconState.AmountDiffers, wanted)));
    }
}
