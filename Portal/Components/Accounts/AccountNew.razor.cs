using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Accounts;
using Portal.Domain.Kernel;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Accounts;

/// <summary>Registers a public account in four steps; each step is an address, and each is kept.</summary>
public sealed partial class AccountNew
{
    [Parameter]
    public required string Merchant { get; set; }

    [SupplyParameterFromQuery]
    public int? Step { get; set; }

    [Inject]
    public required AccountService Accounts { get; init; }

    // What a later step refused, on its way to the step where it is put right.
    private Refusal? _carried;
    private int _shown;

    protected override string DraftKey => $"account-new:{Merchant}";

    protected override IReadOnlyList<DraftWord> Words(AccountDraft form) => form.Words();

    private int At => Math.Clamp(Step ?? 1, 1, Titles.Length);

    private static string[] Titles => [AccountsTexts.StepType, AccountsTexts.StepHandle, AccountsTexts.StepAbout, AccountsTexts.StepCheck];

    private IReadOnlyList<Crumb> Above => [new(AccountsTexts.AccountsTitle, Urls.Accounts(Merchant))];

    private string? General => Problem is not null && !AccountDraft.Fields.Contains(Problem.Field) ? RefusalText.Refusal(Problem) : null;

    private List<Stage> Stages =>
        [
            .. Titles.Select(
                (title, index) =>
                    new Stage(
                        title,
                        Note(index + 1),
                        index + 1 < At ? StageState.Done
                            : index + 1 == At ? StageState.Now
                            : StageState.ToCome
                    )
            ),
        ];

    protected override Task OnInitializedAsync() => Reload();

    protected override void OnParametersSet()
    {
        // Parameters come more than once for one address: only another step takes away what is said.
        if (_shown != At)
        {
            (_shown, Problem, _carried) = (At, _carried, null);
        }
    }

    private Task Reload() => Load(actor => Resume(actor));

    private string? Note(int step) =>
        step switch
        {
            1 => AccountLabels.Of(Form.Type),
            2 => string.IsNullOrEmpty(Form.Handle) ? null : $"@{Form.Handle}",
            3 => Form.Name,
            _ => null,
        };

    private Task Choose(AccountType type)
    {
        Form.Type = type;
        return Typed();
    }

    private Task Avatar(byte[] content) =>
        Act(async actor =>
        {
            Form.AvatarKey = await Accounts.KeepAvatar(actor, Merchant, content, Gone);
            await Keep(actor);
        });

    private async Task Next()
    {
        var step = At;
        AccountReceipt? receipt = null;
        var done = await Act(async actor =>
        {
            await Keep(actor);
            if (Clash is not null)
            {
                // Another window typed something else: the person chooses before anything goes on.
                return;
            }

            if (step == 2)
            {
                Form.Handle = await Accounts.CheckHandle(actor, Merchant, Form.Handle, Gone);
            }
            else if (step == 3)
            {
                var check = new FormCheck();
                var name = check.Of(() => NameRules.Parse(Form.Name));
                check.Of(() => Text.Required(Form.Introduction, nameof(Form.Introduction), AccountForm.IntroductionMax));
                check.Demand();
                Form.Name = name;
            }
            else if (step == Titles.Length)
            {
                receipt = await Accounts.Register(actor, Merchant, Form.ToForm(), Gone);
                await Discard(actor);
            }
        });
        if (done && Clash is null)
        {
            LeadOn(receipt is null ? Urls.NewAccount(Merchant, step + 1) : Urls.Certification(Merchant, receipt.Handle));
        }
        else if (step == Titles.Length && Problem?.Field is { } field)
        {
            _carried = Problem;
            LeadOn(Urls.NewAccount(Merchant, field == "Handle" ? 2 : 3));
        }
    }

    private static string About(AccountType type) =>
        type switch
        {
            AccountType.Subscription => AccountsTexts.AboutSubscription,
            AccountType.Service => AccountsTexts.AboutService,
        };
}
