using Microsoft.AspNetCore.Components;
using Portal.Domain.Certification;

namespace Portal.Components.Certification;

/// <summary>The letter an organisation signs and seals for its operator, filled as far as the portal knows, to be printed.</summary>
public sealed partial class LetterPage
{
    private CertificationView? _view;

    [Parameter]
    public required string Merchant { get; set; }

    [Parameter]
    public required string Handle { get; set; }

    [Inject]
    public required CertificationService Certification { get; init; }

    protected override Task OnInitializedAsync() => Load(async actor => _view = await Certification.View(actor, Merchant, Handle, Gone));
}
