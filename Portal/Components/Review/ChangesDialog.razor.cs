using Microsoft.AspNetCore.Components;
using Portal.Components.Certification;
using Portal.Domain.Certification;
using Portal.Resources;

namespace Portal.Components.Review;

/// <summary>Asks the merchant: one remark per document or field, prefilled with the notes of what failed.</summary>
public sealed partial class ChangesDialog
{
    private List<Remark> _remarks = [];
    private bool _shown;

    [Parameter]
    public bool Open { get; set; }

    [Parameter]
    public EventCallback<bool> OpenChanged { get; set; }

    [Parameter, EditorRequired]
    public required CaseWorkView View { get; set; }

    [Parameter]
    public EventCallback<IReadOnlyList<RemarkForm>> OnSend { get; set; }

    protected override void OnParametersSet()
    {
        if (Open && !_shown)
        {
            _remarks =
            [
                .. View
                    .Checklist.Where(line => line.Passed == false)
                    .GroupBy(line => ChecklistRules.SubjectOf(line.Item))
                    .Select(group => new Remark(group.Key) { Text = string.Join(' ', group.Select(line => line.Note)).Trim() }),
            ];
            foreach (var reading in View.Readings.Where(one => one.Same == false))
            {
                var subject = ReadingRules.SubjectOf(reading.Field);
                var remark = _remarks.Find(one => one.Subject == subject);
                if (remark is null)
                {
                    _remarks.Add(remark = new Remark(subject));
                }

                remark.Text = $"{remark.Text} {Differs(reading)}".Trim();
            }
        }

        _shown = Open;
    }

    private string Differs(ReadingView reading) =>
        Fmt.Text(
            CertificationTexts.PrefillDiffers,
            CaseLabels.Of(reading.Field),
            CaseLabels.Says(reading),
            CaseLabels.Claimed(View.Form, reading.Field)
        );

    private void Add(ChangeEventArgs args)
    {
        if (Enum.TryParse<RemarkSubject>(args.Value as string, out var subject))
        {
            _remarks.Add(new Remark(subject));
        }
    }

    private Task Send() =>
        OnSend.InvokeAsync([
            .. _remarks
                .Where(remark => !string.IsNullOrWhiteSpace(remark.Text))
                .Select(remark => new RemarkForm(remark.Subject, remark.Text)),
        ]);

    private sealed class Remark(RemarkSubject subject)
    {
        public RemarkSubject Subject { get; } = subject;
        public string? Text { get; set; }
    }
}
