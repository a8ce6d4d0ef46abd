using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Tests.Races;

/// <summary>
/// Whoever loses a race hears a sentence, the same that the second of two hears in time, or gets the first one's answer; never a fault of the
/// database. Every unique key of the model is raced by the public act that puts rows under it, beside the same calls one after the other.
/// </summary>
public sealed class RacesTests
{
    /// <summary>Keys that no act puts a row under, and the words by which one would: none of them is in the product.</summary>
    private static readonly (string Key, string Why, string[] Never)[] Unraced =
    [
        ("AuditHeads(Id)", "One row, which the migration puts there", ["AuditHeads.Add", "INTO \"AuditHeads\" ("]),
        ("UserLogins(LoginProvider,ProviderKey)", "No sign-in through others", ["AddLoginAsync", "UserLogins.Add"]),
        (
            "UserTokens(UserId,LoginProvider,Name)",
            "Identity's own tokens are not kept: apps and codes have tables of ours",
            ["SetAuthenticationTokenAsync", "ResetAuthenticatorKeyAsync", "GenerateNewTwoFactorRecoveryCodesAsync", "UserTokens.Add"]
        ),
    ];

    [Theory, BothDatabases]
    public async Task People_and_the_site(Provider provider) => await RaceTrack.Run(provider, PeopleRaces.All);

    [Theory, BothDatabases]
    public async Task Certification_messages_and_two_persons(Provider provider) => await RaceTrack.Run(provider, WorkRaces.All);

    [Theory, BothDatabases]
    public async Task Bills_fees_and_closing(Provider provider) => await RaceTrack.Run(provider, MoneyRaces.All);

    [Theory, BothDatabases]
    public async Task Bank_and_payouts(Provider provider) => await RaceTrack.Run(provider, BankRaces.All);

    [Fact]
    public void Every_unique_key_of_both_databases_is_raced_or_judged()
    {
        var named = PeopleRaces
            .All.Concat(WorkRaces.All)
            .Concat(MoneyRaces.All)
            .Concat(BankRaces.All)
            .SelectMany(race => race.Keys)
            .Concat(Unraced.Select(one => one.Key))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        using var sqlite = new SqliteDesignFactory().CreateDbContext([]);
        using var postgres = new PostgresDesignFactory().CreateDbContext([]);
        foreach (var model in new[] { sqlite.Model, postgres.Model })
        {
            Assert.Equal(UniqueKeys.Of(model).Keys.Order(StringComparer.Ordinal), named);
        }
    }

    [Fact]
    public void What_is_not_raced_is_written_by_nobody() =>
        Assert.Empty(
            Unraced.SelectMany(one =>
                Product()
                    .Where(file => Array.Exists(one.Never, word => file.Text.Contains(word, StringComparison.Ordinal)))
                    .Select(file => $"{one.Key} ({one.Why}): {file.Path}")
            )
        );

    /// <summary>
    /// A row that is there comes as a refusal: whoever waits for the database's own fault waits in vain. And what a command made already is asked
    /// for alone inside it, or two clicks at once both find nothing.
    /// </summary>
    [Fact]
    public void Lost_races_are_caught_as_refusals_and_commands_are_looked_up_alone()
    {
        var files = Product().ToList();
        Assert.Equal(
            ["Portal.Domain/Data/PortalDb.cs"],
            files.Where(file => file.Text.Contains("catch (DbUpdateException", StringComparison.Ordinal)).Select(file => file.Path)
        );
        var asks = files.Where(file => file.Text.Contains("ApprovalRequests.Repeated(", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(asks);
        Assert.All(
            asks,
            file =>
                Assert.True(
                    file.Text.Split("ApprovalRequests.Repeated(").Length == file.Text.Split("act.Command(").Length,
                    $"{file.Path}: every ApprovalRequests.Repeated stands behind an act.Command"
                )
        );
    }

    private static IEnumerable<(string Path, string Text)> Product() =>
        new[] { "Portal", "Portal.Domain" }.SelectMany(folder => Repository.Sources(Repository.PathOf(folder), ".cs", ".razor"));

    /// <summary>SQLite tells the columns and not the index: by them it is found, so no two of a table may have the same.</summary>
    [Fact]
    public void What_SQLite_says_of_a_row_it_does_not_take_names_one_key()
    {
        using var db = new SqliteDesignFactory().CreateDbContext([]);
        var names = UniqueNames.All(db.Model);
        Assert.Equal("IX_Approvals_Kind_SubjectId", names["Approvals.Kind, Approvals.SubjectId"]);
        Assert.Equal("UserNameIndex", names["Users.NormalizedUserName"]);
        Assert.Equal("PK_ClockRuns", names["ClockRuns.Name"]);
    }
}
