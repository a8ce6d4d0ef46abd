using Portal.Components;

namespace Portal.Tests.Architecture;

/// <summary>The catalogue of permits is whole, and whoever only looks on can only look on.</summary>
public sealed class PermitFactsTests
{
    // Reading permits that no auditor holds: each with its reason.
    private static readonly Permit[] NotForAuditors =
    [
        // Identity documents are opened only by the reviewer who holds the case.
        Permit.ViewDocuments,
        // Everybody's.
        Permit.ReadDirectory,
    ];

    [Fact]
    public void Every_permit_stands_in_the_catalogue_once()
    {
        var facts = Permits.Table.Select(fact => fact.Permit).ToList();
        Assert.Equal(facts.Count, facts.Distinct().Count());
        Assert.Empty(Enum.GetValues<Permit>().Except(facts));
    }

    [Fact]
    public void A_permit_that_is_missing_counts_as_writing_and_cannot_be_given()
    {
        var unknown = Permits.Of((Permit)9999);
        Assert.Equal(PermitKind.Writing, unknown.Kind);
        Assert.False(unknown.Delegable);
    }

    [Fact]
    public void What_is_called_view_reads_and_what_is_called_export_exports()
    {
        var wrong = Permits.Table.Where(fact =>
            fact.Permit != Permit.ViewAsMerchant
            && (
                (Named(fact, "View") && fact.Kind != PermitKind.Reading)
                || (Named(fact, "Export") && fact.Kind != PermitKind.Exporting)
                || (fact.Kind == PermitKind.Exporting && !Named(fact, "Export"))
            )
        );
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_auditor_reads_everything_and_changes_nothing()
    {
        var staff = Permits.Table.Where(fact => Permits.Of(fact.Permit).Staff.Contains(StaffRole.Auditor)).ToList();
        Assert.All(staff, fact => Assert.NotEqual(PermitKind.Writing, fact.Kind));
        var reading = Permits.Table.Where(fact => fact.Kind == PermitKind.Reading).Select(fact => fact.Permit);
        Assert.Empty(reading.Except(staff.Select(fact => fact.Permit)).Except(NotForAuditors));
    }

    [Fact]
    public void Only_permits_of_organisations_can_be_given()
    {
        var given = Permits.Table.Where(fact => fact.Delegable).ToList();
        Assert.All(given, fact => Assert.NotEmpty(Permits.Of(fact.Permit).Merchant));
        var members = Permits.Table.Where(rule => rule.Merchant.Count > 0).Select(rule => Permits.Of(rule.Permit));
        Assert.All(members, fact => Assert.True(fact.Delegable || fact.Grant == PermitGrant.OwnerOnly, $"{fact.Permit} has no place"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public void Every_permit_and_area_has_its_words(string language)
    {
        var culture = new System.Globalization.CultureInfo(language);
        Assert.All(Enum.GetValues<Permit>(), permit => Assert.NotEmpty(PermitLabels.Of(permit, culture)));
        Assert.All(Enum.GetValues<PermitArea>(), area => Assert.NotEmpty(PermitLabels.Of(area)));
    }

    private static bool Named(Rule fact, string start) => fact.Permit.ToString().StartsWith(start, StringComparison.Ordinal);
}
