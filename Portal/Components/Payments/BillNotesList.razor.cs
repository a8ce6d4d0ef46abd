using Microsoft.AspNetCore.Components;
using Portal.Domain.Payments;

namespace Portal.Components.Payments;

/// <summary>What a person should know of a bill and what stopped nothing: rows listed and not posted, characters shown as signs.</summary>
public sealed partial class BillNotesList
{
    [Parameter, EditorRequired]
    public required BillNotes Notes { get; set; }
}
