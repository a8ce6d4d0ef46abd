using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Portal.Domain.Certification;
using Portal.Resources;

namespace Portal.Components.Certification;

/// <summary>The documents with their state; a refused one quotes the reviewer and has the upload box right there.</summary>
public sealed partial class DocumentList
{
    [Parameter, EditorRequired]
    public required CertificationView View { get; set; }

    [Parameter, EditorRequired]
    public required string Merchant { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    [Parameter, EditorRequired]
    public required Func<string, string?> Errors { get; set; }

    [Parameter]
    public bool MayEdit { get; set; }

    [Parameter]
    public DocumentKind? Uploading { get; set; }

    [Parameter]
    public double? Progress { get; set; }

    [Parameter]
    public EventCallback<(DocumentKind Kind, IBrowserFile File)> OnFile { get; set; }

    private CaseView? Shown => View.Current;

    private bool IsUnderReview => Shown?.SubmittedUtc is not null;

    private string? Summary
    {
        get
        {
            if (Shown is not { } row || row.State != CaseState.NeedsInfo)
            {
                return MayEdit ? CertificationTexts.DocumentsHint : null;
            }

            var open = CaseStages.Current(row).Count(one => one.State == DocumentState.Replace);
            return open == 0 ? CertificationTexts.ReadyToResubmit : Fmt.Text(CertificationTexts.ReplaceBefore, Fmt.Count(open));
        }
    }

    private DocumentView? Current(DocumentKind kind) => Shown?.Documents.Where(one => one.Kind == kind).MaxBy(one => one.Revision);

    private RemarkView? Remark(DocumentKind kind) =>
        Shown is { State: CaseState.NeedsInfo } row
            ? row.Remarks.FirstOrDefault(one => one.Round == row.Round && one.Subject == ChecklistRules.SubjectOf(kind))
            : null;

    private bool MayUpload(DocumentView? document) =>
        MayEdit && (Shown?.State != CaseState.NeedsInfo || document is null || document.State != DocumentState.Accepted);
}
