using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>
/// Label above, control, hint and error below. The control takes the attributes it is handed, which tie it to its texts:
/// <code>&lt;Field For="email" Label="…" Context="a"&gt;&lt;input class="p-input" type="email" @attributes="a" /&gt;&lt;/Field&gt;</code>
/// </summary>
public sealed partial class Field
{
    /// <summary>The control's id, unique on the page.</summary>
    [Parameter, EditorRequired]
    public required string For { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool Optional { get; set; }

    /// <summary>How much is typed, shown beside <see cref="Max"/>.</summary>
    [Parameter]
    public int Count { get; set; }

    [Parameter]
    public int? Max { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment<IReadOnlyDictionary<string, object>> ChildContent { get; set; }

    private string HintId => For + "-hint";
    private string NoteId => For + "-note";
    private string ErrorId => For + "-error";

    private Dictionary<string, object> Attributes
    {
        get
        {
            var wrong = !string.IsNullOrEmpty(Error);
            var told = string.Join(' ', new[] { Hint is null ? null : HintId, wrong ? ErrorId : null }.OfType<string>());
            var attributes = new Dictionary<string, object> { ["id"] = For };
            if (told.Length > 0)
            {
                attributes["aria-describedby"] = told;
            }

            if (wrong)
            {
                attributes["aria-invalid"] = "true";
            }

            if (!Optional)
            {
                attributes["aria-required"] = "true";
            }

            return attributes;
        }
    }
}
