using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Components.Payments;

/// <summary>Rows of bills that need a person, each with what to do about it.</summary>
public sealed partial class ExceptionGrid
{
    [Parameter, EditorRequired]
    public required Page<ExceptionRow>? Page { get; set; }
}
