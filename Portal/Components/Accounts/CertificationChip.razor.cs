using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;

namespace Portal.Components.Accounts;

/// <summary>The state of an account, or what its certification asks for before it.</summary>
public sealed partial class CertificationChip
{
    [Parameter, EditorRequired]
    public required AccountCard Card { get; set; }

    /// <summary>Null for who may not see certifications.</summary>
    [Parameter]
    public CertificationLine? Line { get; set; }
}
