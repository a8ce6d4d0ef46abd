using Microsoft.AspNetCore.Components;
using Portal.Domain.Approvals;
using Portal.Domain.Fees;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Fees;

/// <summary>The fee rules by date; a new one, or the next version of one, is written in the page and tried out on sample amounts.</summary>
public sealed partial class FeeRules
{
    private static readonly string[] Files = ["fees"];
    private IReadOnlyList<FeeRuleRow>? rules;
    private IReadOnlyList<ApprovalRow> proposals = [];
    private IReadOnlyList<FeePreviewRow>? preview;
    private FeeFormView? edited;
    private (bool New, long? Replace, string? Copy) opened;
    private string? saved;
    private bool mayManage;
    private bool trying;
    private int typed;

    /// <summary>1 opens the form of a new rule.</summary>
    [SupplyParameterFromQuery]
    public string? New { get; set; }

    /// <summary>Opens the form of the next version of this rule.</summary>
    [SupplyParameterFromQuery]
    public long? Replace { get; set; }

    /// <summary>Opens the form of a new rule, filled from an approval (AP-…) or from a rule (FR-…).</summary>
    [SupplyParameterFromQuery]
    public string? Copy { get; set; }

    [Inject]
    public required FeeRuleService Fees { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private string FormTitle => edited?.ReplacesId is null ? FeesTexts.NewRule : Fmt.Text(FeesTexts.NewVersionOf, edited.Name);

    protected override async Task OnParametersSetAsync()
    {
        if (rules is null)
        {
            await Read();
        }

        var wanted = (New == "1", Replace, Copy);
        if (opened == wanted || rules is null)
        {
            return;
        }

        opened = wanted;
        (edited, preview, Problem) = (null, null, null);
        if (wanted is (false, null, null))
        {
            return;
        }

        saved = null;
        await Load(async me => edited = Copy is { Length: > 0 } number ? await Copied(me, number) : Open());
        await Preview();
    }

    private FeeFormView Open()
    {
        var tomorrow = Zone.Today(Clock).AddDays(1);
        return Replace is not { } id
            ? FeeFormView.New(tomorrow)
            : FeeFormView.VersionOf(rules?.SingleOrDefault(rule => rule.Id == id) ?? throw Refusal.NotFound(), tomorrow);
    }

    private async Task<FeeFormView> Copied(Actor me, string number)
    {
        var row = rules?.SingleOrDefault(rule => RuleKey(rule.Id) == number) ?? await Fees.Proposed(me, number, Gone);
        // A version of a rule stays one for as long as that rule can be followed by another.
        var replaces =
            row.Id == 0 && rules?.SingleOrDefault(rule => rule.Id == row.ReplacesId) is { } old && CanReplace(old) ? old.Id : (long?)null;
        return FeeFormView.CopyOf(row, replaces, Zone.Today(Clock).AddDays(1), Zone);
    }

    /// <summary>What came to nothing can be taken up again; what waits or holds cannot be proposed twice.</summary>
    private bool CanCopy(ApprovalRow row) => mayManage && row.State is not (ApprovalState.Proposed or ApprovalState.Approved);

    private Task Read() =>
        Load(async me =>
        {
            rules = await Fees.List(me, Gone);
            proposals = await Fees.Proposals(me, Gone);
            mayManage = (await People.Me(me, Gone)).May(Permit.ManageFees);
        });

    private FeeRuleRow[] Of(FeeRuleState state) =>
        [.. (rules ?? []).Where(rule => rule.State == state && (rule.Nature == FeeNature.Standard || state == FeeRuleState.Ended))];

    private FeeRuleRow[] Specials =>
        [.. (rules ?? []).Where(rule => rule.Nature != FeeNature.Standard && rule.State != FeeRuleState.Ended)];

    // As the trail names it.
    private static string RuleKey(long id) => Things.FeeRule.Of(id);

    private bool CanReplace(FeeRuleRow row) =>
        mayManage && row.State is not FeeRuleState.Ended && rules?.All(rule => rule.ReplacesId != row.Id) == true;

    /// <summary>Tries the terms out. What is typed meanwhile is tried out after, so the last answer is about the last text.</summary>
    private async Task Preview()
    {
        typed++;
        if (trying)
        {
            return;
        }

        trying = true;
        for (var seen = 0; seen != typed; )
        {
            seen = typed;
            if (edited?.Terms(whole: false) is not { } terms)
            {
                preview = null;
            }
            else if (!await Act(async me => preview = await Fees.Preview(me, terms, Gone)))
            {
                preview = null;
            }
        }

        trying = false;
    }

    private async Task Save()
    {
        var number = string.Empty;
        if (
            edited?.Draft(Zone) is not { } draft
            || !await Act(async me => number = await Fees.Propose(me, draft, edited.Reason, edited.Key, Gone))
        )
        {
            return;
        }

        await Read();
        saved = Fmt.Text(FeesTexts.ProposedAs, draft.Name.Trim(), number, Fmt.Instant(draft.FromUtc, Zone.Zone));
        LeadOn(Urls.FinanceFees);
    }
}
