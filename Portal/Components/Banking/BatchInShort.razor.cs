using Microsoft.AspNetCore.Components;
using Portal.Domain.Banking;

namespace Portal.Components.Banking;

/// <summary>The payees of a batch as a confirmation repeats them: those that ask for a second look, then the largest, and how many more.</summary>
public sealed partial class BatchInShort
{
    /// <summary>More than this is read on the page behind the confirmation.</summary>
    private const int Shown = 6;

    [Parameter, EditorRequired]
    public required BatchReview Review { get; set; }
}
