using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Identity;
using Portal.Resources;
using Portal.Routes;

namespace Portal.Components.Accounts;

/// <summary>What is typed to register an organisation.</summary>
public sealed class StartForm
{
    public string? LegalName { get; set; }
    public EntityType EntityType { get; set; }
    public string? CreditCode { get; set; }
    public string? DisplayName { get; set; }
    public string? Slug { get; set; }
}

/// <summary>The first step of a merchant: their organisation.</summary>
public sealed partial class Start
{
    private static readonly string[] Fields = ["LegalName", "CreditCode", "DisplayName", "Slug"];

    [Inject]
    public required MerchantService Merchants { get; init; }

    protected override string DraftKey => "merchant-new";

    protected override IReadOnlyList<DraftWord> Words(StartForm form) =>
        [
            new(AccountsTexts.LegalName, form.LegalName),
            new(AccountsTexts.EntityType, AccountLabels.Of(form.EntityType)),
            new(AccountsTexts.CreditCode, form.CreditCode),
            new(AccountsTexts.OrganisationName, form.DisplayName),
            new(AccountsTexts.Slug, form.Slug),
        ];

    private string Address => Urls.Merchant(string.IsNullOrWhiteSpace(Form.Slug) ? "…" : Form.Slug.Trim().ToLowerInvariant());

    private string? General => Problem is not null && !Fields.Contains(Problem.Field) ? RefusalText.Refusal(Problem) : null;

    protected override Task OnInitializedAsync() => Reload();

    private Task Reload() => Load(actor => Resume(actor));

    private async Task Register()
    {
        string? slug = null;
        var done = await Act(async actor =>
        {
            await Keep(actor);
            if (Clash is not null)
            {
                return;
            }

            var form = new MerchantForm(Form.Slug, Form.LegalName, Form.DisplayName, Form.EntityType, Form.CreditCode);
            slug = await Merchants.Register(actor, form, Gone);
            await Discard(actor);
        });
        if (done && slug is not null)
        {
            // The menu and the switcher read the memberships anew.
            LeadOn(Urls.NewAccount(slug), forceLoad: true);
        }
    }
}
