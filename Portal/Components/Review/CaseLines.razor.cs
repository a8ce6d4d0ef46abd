using Microsoft.AspNetCore.Components;
using Portal.Domain.Certification;

namespace Portal.Components.Review;

/// <summary>The checklist: a digit passes a line, with Shift it fails, a second time takes the answer back.</summary>
public sealed partial class CaseLines
{
    [Parameter, EditorRequired]
    public required CaseSheet Sheet { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback<(ChecklistItem Item, bool? Passed, string? Note)> OnAnswer { get; set; }

    private VerdictView? Next => Sheet.IsMine ? Sheet.Checklist.FirstOrDefault(line => line.Passed is null) : null;

    private Task Set(VerdictView line, bool passed) =>
        OnAnswer.InvokeAsync((line.Item, line.Passed == passed ? null : passed, passed ? null : line.Note));

    private Task Note(VerdictView line, ChangeEventArgs args) => OnAnswer.InvokeAsync((line.Item, false, args.Value as string));
}
