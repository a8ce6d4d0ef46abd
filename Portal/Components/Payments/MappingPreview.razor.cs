using Microsoft.AspNetCore.Components;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;

namespace Portal.Components.Payments;

/// <summary>The first rows of a file, and what a mapping makes of the whole of it.</summary>
public sealed partial class MappingPreview
{
    [Parameter, EditorRequired]
    public required BillPreview Preview { get; set; }

    private string Sum(long minor) => Fmt.Money(new Money(minor, Currency.Of(Preview.Currency)));
}
