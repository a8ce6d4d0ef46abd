using Microsoft.AspNetCore.Components;
using Portal.Domain.Certification;

namespace Portal.Components.Review;

/// <summary>
/// The checklist: a digit passes a line, with Shift it fails; a second press changes nothing. A failed line is kept with its note, so the
/// note is where one types next: the browser moves the focus there in the same moment, whatever the way to the server takes.
/// </summary>
public sealed partial class CaseLines
{
    private ChecklistItem? _failing;
    private string? _case;

    [Parameter, EditorRequired]
    public required CaseWorkView View { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public EventCallback<(ChecklistItem Item, bool? Passed, string? Note)> OnAnswer { get; set; }

    private VerdictView? Next => View.IsMine ? View.Checklist.FirstOrDefault(line => line.Passed is null) : null;

    protected override void OnParametersSet()
    {
        if (_case != View.Row.Number)
        {
            (_case, _failing) = (View.Row.Number, null);
        }
    }

    /// <summary>Its note is being written.</summary>
    private bool IsOpen(VerdictView line) => _failing == line.Item;

    private static string Kept(VerdictView line) => line.Passed == false ? line.Note : string.Empty;

    private Task Pass(VerdictView line)
    {
        _failing = _failing == line.Item ? null : _failing;
        return line.Passed == true ? Task.CompletedTask : OnAnswer.InvokeAsync((line.Item, true, null));
    }

    private Task TakeBack(VerdictView line)
    {
        _failing = _failing == line.Item ? null : _failing;
        return line.Passed is null ? Task.CompletedTask : OnAnswer.InvokeAsync((line.Item, null, null));
    }

    private async Task Fail(VerdictView line, string? text)
    {
        if (line.Passed == false || !string.IsNullOrWhiteSpace(text))
        {
            await OnAnswer.InvokeAsync((line.Item, false, text));
        }

        _failing = _failing == line.Item ? null : _failing;
    }
}
