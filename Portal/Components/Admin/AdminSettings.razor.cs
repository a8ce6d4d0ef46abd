using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Approvals;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Operations;
using Portal.Options;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Admin;

/// <summary>What the operator may change while the portal runs, what it read at its start, and what was deleted because its time was over.</summary>
public sealed partial class AdminSettings
{
    private readonly Dictionary<SettingName, string> typed = [];
    private IReadOnlyList<SettingRow>? rows;
    private Page<DeletionRow>? deletions;
    private bool mayChange;
    private string saved = string.Empty;
    private string why = string.Empty;
    private string? asked;
    private SettingName? told;

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required SettingsService Settings { get; init; }

    [Inject]
    public required RetentionService Retention { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required IConfiguration Configuration { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private IReadOnlyList<StartSettingRow> Start => SettingList.Rows((IConfigurationRoot)Configuration);

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() =>
        Load(async actor =>
        {
            rows = await Settings.List(actor, Gone);
            deletions = await Retention.List(actor, new PageAsk(Before: Before, After: After), Gone);
            mayChange = (await People.Me(actor, Gone)).May(Permit.ManageSettings);
            foreach (var row in rows)
            {
                typed[row.Rule.Name] = row.Value.ToString(CultureInfo.InvariantCulture);
            }
        });

    private async Task Save(SettingName name)
    {
        (saved, asked, told) = (string.Empty, null, name);
        // The same click twice proposes once; another click is another proposal.
        var key = Guid.NewGuid().ToString("N");
        if (await Act(async me => asked = await Settings.Change(me, name, typed[name], why, key, Gone)))
        {
            saved = asked is null
                ? Fmt.Text(AdminTexts.SettingSaved, JobLabels.Of(name))
                : Fmt.Text(AdminTexts.SettingWaits, JobLabels.Of(name), asked);
            rows = await Settings.List(await Me(), Gone);
            // What waits for a second person is not what holds.
            typed[name] = rows.Single(row => row.Rule.Name == name).Value.ToString(CultureInfo.InvariantCulture);
        }
    }

    private string? ErrorOf(SettingName name) => RefusalText.At(Problem, name.ToString());

    private string Hint(SettingRow row)
    {
        var range = Fmt.Text(AdminTexts.SettingRange, Fmt.Count(row.Rule.Min), Fmt.Count(row.Rule.Max), Fmt.Count(row.Rule.Standard));
        var changed = row.ChangedUtc is { } at
            ? " · " + Fmt.Text(AdminTexts.SettingChanged, row.ChangedBy, Fmt.Instant(at, Zone.Zone))
            : "";
        var two = row.Rule.Loosens == Loosens.Never ? "" : " · " + AdminTexts.SettingTakesTwo;
        return $"{JobLabels.TextOf(row.Rule.Name)} {range}{two}{changed}";
    }
}
