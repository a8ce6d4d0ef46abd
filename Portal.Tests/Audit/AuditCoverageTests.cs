using System.Reflection;
using System.Text.RegularExpressions;
using Portal.Components.Trail;
using Portal.Tests.Architecture;

namespace Portal.Tests.Audit;

/// <summary>
/// Every public service method that stores something leaves a record: from its source the calls inside its class and to the collaborators
/// it was given are followed, and one that saves must also write to the trail. What is left out stands here with its reason.
/// </summary>
public sealed partial class AuditCoverageTests
{
    private static readonly Dictionary<string, string> LeftOut = new(StringComparer.Ordinal)
    {
        ["DraftService.Save"] = "half-filled forms of one person, gone when the form is sent",
        ["DraftService.Discard"] = "as above",
        ["WalletService.Follow"] = "a follower's own list: the row itself says who and when",
        ["WalletService.Unfollow"] = "as above",
        ["WalletService.Mute"] = "as above",
        ["WalletService.Unmute"] = "as above",
        ["WalletService.OpenChat"] = "reading a chat remembers how far it was read",
        ["WalletService.Article"] = "counts an opening",
        ["PeopleService.ResendConfirmation"] = "sends a mail; using its link is the act",
        ["PeopleService.ForgotPassword"] = "as above",
        ["WalletSignInService.AskForCode"] = "sends a mail; using its code is the act",
        ["NoticeService.Read"] = "a person's own marks",
        ["NoticeService.ReadAll"] = "as above",
        ["NoticeMailService.Mailed"] = "the row itself says when the mail went out",
        ["NoticeMailService.Gather"] = "as above",
        ["NoticeMailService.DigestMailed"] = "as above",
        ["NoticeMailService.Failed"] = "tells of a failure; the work row keeps it",
        ["RenewalService.Remind"] = "tells people; changes nothing of theirs",
        ["ProofService.Verify"] = "as above",
        ["AlarmService.Watch"] = "an alarm is a row with its own beginning and end",
        ["SecondFactorService.Begin"] = "a secret that counts only once it is confirmed",
        ["SessionService.Check"] = "remembers when the session was last here",
        ["SettlementService.AccrueFees"] = "derived rows, each carried by its ledger entry",
        ["SettlementService.Try"] = "a dry run: what it stores it takes back",
        ["ReserveService.Release"] = "the ledger entry and its bucket say what was released",
        ["BackupService.LoadInto"] = "copies a database whose restoring is recorded in it",
        ["FeeWhatIfService.Continue"] = "works out an answer that changes nothing; its start is recorded",
        ["ScaleSeedService.Fill"] = "made-up data for measurements",
        ["MessagingSeedService.AddFollowers"] = "made-up data for the demo",
        ["MessagingSeedService.AddFollower"] = "as above",
    };

    [Fact]
    public void Every_method_that_stores_something_leaves_a_record()
    {
        var silent = ServicesTests.Services.SelectMany(type => Silent(type, SourceOf(type), Names(type))).ToList();
        Assert.Empty(silent.Except(LeftOut.Keys));
        // A method that now writes its record (or is gone) leaves the list.
        Assert.Empty(LeftOut.Keys.Except(silent).Select(name => $"{name} need not be left out any more"));
    }

    [Fact]
    public void A_method_that_forgets_its_record_is_found()
    {
        const string source = """
            public sealed class BadService
            {
                public async Task Quiet(Actor actor, CancellationToken ct)
                {
                    await Keep(ct);
                }

                public async Task Loud(Actor actor, CancellationToken ct)
                {
                    db.Audit(actor, "thing.changed", "thing", "x");
                    await Keep(ct);
                }

                public async Task Whole(Actor actor, CancellationToken ct)
                {
                    await act.Commit("thing.changed", "thing", "x");
                }

                public async Task Half(Actor actor, CancellationToken ct)
                {
                    await act.Commit();
                }

                public async Task Lost(Actor actor, CancellationToken ct)
                {
                    await act.Commit(() => new Refusal("x"));
                }

                public Task Look(Actor actor, CancellationToken ct) => db.Things.ToListAsync(ct);

                private Task Keep(CancellationToken ct) => db.SaveChangesAsync(ct);
            }
            """;
        Assert.Equal(
            ["BadService.Quiet", "BadService.Half", "BadService.Lost"],
            Silent("BadService", source, ["Quiet", "Loud", "Whole", "Half", "Lost", "Look"], [])
        );
    }

    [Fact]
    public void Every_action_and_object_has_its_words_in_both_languages()
    {
        var texts = Portal.Resources.AuditTexts.ResourceManager;
        var found = Repository.Sources(Repository.PathOf("Portal.Domain"), ".cs").Where(file => Audits().IsMatch(file.Text)).ToList();
        var actions = found
            .SelectMany(file => file.Text.Split('\n').Where(line => !line.Contains("const string", StringComparison.Ordinal)))
            .SelectMany(line => Action().Matches(line).Select(match => match.Groups[1].Value))
            .Concat([
                SealLaying.Action,
                Portal.Domain.Audit.RefusalTrail.Action,
                Portal.Domain.Audit.FileTrail.Begun,
                Portal.Domain.Audit.FileTrail.BrokenOff,
            ])
            .Distinct()
            .ToList();
        var kinds = found.SelectMany(file => Recorded().Matches(file.Text).Select(match => match.Groups["kind"].Value)).Distinct().ToList();
        Assert.True(actions.Count > 50, "the pattern finds the actions");
        Assert.True(kinds.Count > 8, "the pattern finds the kinds");
        foreach (var culture in new[] { "en", "zh-CN" }.Select(name => new System.Globalization.CultureInfo(name)))
        {
            Assert.Empty(
                actions.Where(one => texts.GetString(AuditLabels.Key("Did_", one), culture) is null).Select(one => $"{one} ({culture})")
            );
            Assert.Empty(
                kinds.Where(one => texts.GetString(AuditLabels.Key("Thing_", one), culture) is null).Select(one => $"{one} ({culture})")
            );
        }
    }

    private static IEnumerable<string> Names(Type type) =>
        ServicesTests.Methods.Where(method => method.DeclaringType == type).Select(method => method.Name).Distinct();

    private static readonly List<(string Path, string Text)> Domain = [.. Repository.Sources(Repository.PathOf("Portal.Domain"), ".cs")];
    private static readonly Dictionary<Type, string> Read = [];

    private static string SourceOf(Type type) =>
        Read.TryGetValue(type, out var known)
            ? known
            : Read[type] = string.Join(
                '\n',
                Domain.Where(file => Regex.IsMatch(file.Text, $@"\bclass {type.Name}\b")).Select(file => file.Text)
            );

    private static IEnumerable<string> Silent(Type type, string source, IEnumerable<string> names)
    {
        // The collaborators a service was given, or made of what it was given, that are no services themselves: their methods are part of its
        // sentence.
        var helpers = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .SelectMany(made => made.GetParameters())
            .Select(given => (Name: given.Name!, Type: given.ParameterType))
            .Concat(
                type.GetFields(BindingFlags.NonPublic | BindingFlags.Instance)
                    .Where(field => field.Name.StartsWith('_'))
                    .Select(field => (field.Name, Type: field.FieldType))
            )
            .Where(given => given.Type.Assembly == type.Assembly && !given.Type.Name.EndsWith("Service", StringComparison.Ordinal))
            .Where(given => given.Type is { IsInterface: false, IsValueType: false, IsArray: false })
            .ToDictionary(given => given.Name, given => SourceOf(given.Type));
        return Silent(type.Name, source, names, helpers);
    }

    private static IEnumerable<string> Silent(string type, string source, IEnumerable<string> names, Dictionary<string, string> helpers)
    {
        foreach (var name in names)
        {
            var reached = new List<string>();
            Reach(source, name, helpers, [], reached);
            var all = string.Join('\n', reached);
            if (Saves().IsMatch(all) && !Audits().IsMatch(all))
            {
                yield return $"{type}.{name}";
            }
        }
    }

    private static void Reach(string source, string name, Dictionary<string, string> helpers, HashSet<string> seen, List<string> bodies)
    {
        if (!seen.Add(source.GetHashCode(StringComparison.Ordinal) + name))
        {
            return;
        }

        foreach (var body in Bodies(source, name))
        {
            bodies.Add(body);
            foreach (Match call in Call().Matches(body))
            {
                var (of, called) = (call.Groups["of"].Value, call.Groups["name"].Value);
                if (of.Length == 0)
                {
                    Reach(source, called, helpers, seen, bodies);
                }
                else if (helpers.TryGetValue(of, out var helper))
                {
                    Reach(helper, called, [], seen, bodies);
                }
                else if (Static(of) is { } type)
                {
                    Reach(SourceOf(type), called, [], seen, bodies);
                }
            }
        }
    }

    private static readonly ILookup<string, Type> Types = typeof(PortalDb)
        .Assembly.GetTypes()
        .Where(type => type.IsClass)
        .ToLookup(type => type.Name);

    /// <summary>A static collaborator, called by its name.</summary>
    private static Type? Static(string name) => char.IsUpper(name[0]) ? Types[name].FirstOrDefault() : null;

    /// <summary>The text of each method of this name, by the indentation the formatter keeps.</summary>
    private static IEnumerable<string> Bodies(string source, string name) =>
        Regex
            .Matches(
                source,
                $@"^(?<in> *)(?:public|private|internal)[^\n;=]*\b{name}(?:<[^\n(]*>)?\((?s:.*?)(?=^\k<in>(?:public|private|internal|///|\[|\}})|^ *\}}\s*\z)",
                RegexOptions.Multiline
            )
            .Select(match => match.Value);

    [GeneratedRegex(@"(?:(?<of>\w+)\.)?\b(?<name>[A-Z]\w+)(?:<[^()\n]*>)?\(")]
    private static partial Regex Call();

    [GeneratedRegex(
        @"SaveChangesAsync\(|\b(?:act|step)\.(?:Save|Commit)\(|\bSaveOr\(|\bSavedFirst\(|ExecuteUpdateAsync\(|ExecuteDeleteAsync\(|Bulk\.Insert\("
    )]
    private static partial Regex Saves();

    [GeneratedRegex(@"\b(?:[dD]b|act)\.Audit\(|\bact\.Commit\(\s*(?![\s()])|\bnew FileAct\(")]
    private static partial Regex Audits();

    [GeneratedRegex(@"""([a-z][a-z-]+\.[a-z][a-z-]+)""")]
    private static partial Regex Action();

    [GeneratedRegex(@"(?:\b[dD]b\.Audit\(\s*[^,]+,|new FileAct\(\s*[^,]+,|\bact\.(?:Audit|Commit)\()\s*[^,]+,\s*""(?<kind>[a-z-]+)""")]
    private static partial Regex Recorded();
}
