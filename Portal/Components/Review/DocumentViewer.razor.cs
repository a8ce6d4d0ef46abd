using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Portal.Components.Certification;
using Portal.Domain.Certification;
using Portal.Domain.Identity;
using Portal.Hosting;

namespace Portal.Components.Review;

/// <summary>The documents of a case, one tab each; images zoom and turn, a newer version stands beside the one it replaces.</summary>
public sealed partial class DocumentViewer
{
    private const int ZoomMin = 25;
    private const int ZoomMax = 400;
    private string? _of;
    private int _zoom = 100;
    private int _turn;
    private bool _compare;
    private bool _fresh;

    [Parameter, EditorRequired]
    public required CaseWorkView View { get; set; }

    /// <summary>The document of the address: <c>licence</c>, <c>letter</c>, …</summary>
    [Parameter]
    public string? Chosen { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    [Inject]
    public required SessionService Sessions { get; init; }

    [Inject]
    public required Confirmations Confirmations { get; init; }

    private IReadOnlyList<DocumentKind> Kinds =>
        [.. DocumentRules.All.Where(kind => DocumentRules.IsRequired(kind) || View.Documents.Any(one => one.Kind == kind))];

    private DocumentKind Kind => Kinds.FirstOrDefault(kind => CaseLabels.Key(kind) == Chosen, Kinds[0]);

    /// <summary>The tabs, with the brackets that lead to the neighbours.</summary>
    private IEnumerable<(DocumentKind Kind, string? Key)> Tabs
    {
        get
        {
            var at = Kinds.ToList().IndexOf(Kind);
            return Kinds.Select(
                (kind, index) =>
                    (
                        kind,
                        index == at - 1 ? "["
                        : index == at + 1 ? "]"
                        : null
                    )
            );
        }
    }

    private DocumentView? Current => Versions.FirstOrDefault();
    private DocumentView? Older => Versions.Skip(1).FirstOrDefault();
    private IEnumerable<DocumentView> Versions => View.Documents.Where(one => one.Kind == Kind).OrderByDescending(one => one.Revision);
    private IEnumerable<DocumentView> Shown => _compare && Older is { } older ? [older, Current!] : [Current!];

    private RemarkView? Remark => View.Remarks.FirstOrDefault(one => one.Subject == ChecklistRules.SubjectOf(Kind));

    private string Look => FormattableString.Invariant($"rotate:{_turn}deg");

    // At 100 percent a page fits the room; two of them share it.
    private string Size => FormattableString.Invariant($"width:calc(min({(_compare ? 48 : 100)}%, 620px) * {_zoom} / 100)");

    protected override async Task OnParametersSetAsync()
    {
        var of = $"{View.Row.Number}/{Kind}";
        if (_of != of)
        {
            (_of, _zoom, _turn, _compare) = (of, 100, 0, false);
        }

        // The documents themselves ask, too; here it saves the reader a row of broken pictures.
        if (View.IsMine && Authentication is not null)
        {
            _fresh = await Sessions.IsFresh(ActorOf.Principal((await Authentication).User), CancellationToken.None);
        }
    }

    /// <summary>Asked over the workbench: notes and answers that are being written stay.</summary>
    private async Task Confirm() => _fresh = await Confirmations.Ask(CancellationToken.None);

    private void Zoom(int by) => _zoom = Math.Clamp(_zoom + by, ZoomMin, ZoomMax);

    private bool Passed(ChecklistItem item) => View.Checklist.Single(line => line.Item == item).Passed == true;
}
