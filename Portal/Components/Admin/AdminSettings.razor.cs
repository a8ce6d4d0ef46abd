using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Operations;
using Portal.Options;

namespace Portal.Components.Admin;

/// <summary>What the site read at its start, and what was deleted because its time was over.</summary>
public sealed partial class AdminSettings
{
    private Page<DeletionRow>? deletions;

    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    [SupplyParameterFromQuery]
    public long? After { get; set; }

    [Inject]
    public required RetentionService Retention { get; init; }

    [Inject]
    public required IConfiguration Configuration { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    private IReadOnlyList<StartSettingRow> Start => SettingList.Rows((IConfigurationRoot)Configuration);

    protected override Task OnParametersSetAsync() => Read();

    private Task Read() => Load(async actor => deletions = await Retention.List(actor, new PageAsk(Before: Before, After: After), Gone));
}
