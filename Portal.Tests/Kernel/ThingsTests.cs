using System.Text.RegularExpressions;

namespace Portal.Tests.Kernel;

/// <summary>Public numbers are made and taken apart in one place.</summary>
public sealed partial class ThingsTests
{
    [Fact]
    public void Numbers_have_the_shape_that_their_thing_says()
    {
        Assert.Equal("PA-000123", Things.Account.Of(123));
        Assert.Equal("CERT-2026-000045", Things.Case.Of(2026, 45));
        Assert.Equal("ST-20261121-000007", Things.Statement.Of(new DateOnly(2026, 11, 21), 7));
        Assert.Equal("PB-20261121-0007", Things.PayoutBatch.Of(new DateOnly(2026, 11, 21), 7));
        Assert.Equal("SR-20261121", Things.Run.Of(new DateOnly(2026, 11, 21)));
        Assert.Equal("MSG-2026", Things.Message.SequenceOf(2026));
        // A count that has outgrown its digits is written whole.
        Assert.Equal("EX-1234567", Things.Exception.Of(1_234_567));
        Assert.Equal(123, Things.FeeRule.CountOf("FR-000123"));
        Assert.Null(Things.FeeRule.CountOf("FR-12x") ?? Things.FeeRule.CountOf("EX-000001"));
        Assert.True(Things.Statement.Is("st-20261121-000007"));
        Assert.False(Things.Statement.Is("STX-1") || Things.Statement.Is("ST"));
    }

    [Fact]
    public void No_two_things_share_a_prefix_or_a_name()
    {
        Assert.Equal(Things.All.Count, Things.All.Select(thing => thing.Prefix).Distinct().Count());
        Assert.Equal(Things.All.Count, Things.All.Select(thing => thing.Kind).Distinct().Count());
        // No number of one could be read as another's.
        Assert.All(Things.All, one => Assert.Equal(one, Things.All.Single(other => other.Is(one.Of(1)))));
    }

    /// <summary>A bank may write our marks without signs, so their pattern stands in OurMarks.</summary>
    [Fact]
    public void Nobody_else_makes_or_takes_apart_a_number() =>
        Assert.Empty(
            Repository
                .Sources(Repository.PathOf("Portal.Domain"), ".cs")
                .Concat(Repository.Sources(Repository.PathOf("Portal"), ".cs", ".razor"))
                .Where(file => !file.Path.EndsWith("Kernel/Things.cs", StringComparison.Ordinal))
                .Where(file => !file.Path.EndsWith("OurMarks.cs", StringComparison.Ordinal))
                .SelectMany(file => Made(file.Text).Select(made => $"{file.Path}: {made}"))
        );

    [Fact]
    public void A_number_made_by_hand_is_found()
    {
        Assert.Single(Made("var number = $\"CERT-{year}\";"));
        Assert.Single(Made("if (key.StartsWith(\"ST-\"))"));
        Assert.Empty(Made("/// <summary><c>\"ST-20261121\"</c></summary>"));
        Assert.Empty(Made("\"PORTAL-\" + Number"));
    }

    private static IEnumerable<string> Made(string text) =>
        text.Split('\n')
            .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && ByHand().IsMatch(line))
            .Select(line => line.Trim());

    [GeneratedRegex("\"(?:PA|CERT|RC|MSG|AP|EX|FR|WI|SF|VR|SR|ST|PO|PB|BS|RM)-(?:\"|\\{)")]
    private static partial Regex ByHand();
}
