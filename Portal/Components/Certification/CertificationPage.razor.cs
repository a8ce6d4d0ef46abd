using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Portal.Components.Accounts;
using Portal.Components.Shared;
using Portal.Domain.Accounts;
using Portal.Domain.Certification;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Certification;

/// <summary>Certification of one account: what is accepted, what to fix, until when.</summary>
public sealed partial class CertificationPage
{
    private static readonly string[] Fields = [.. Enum.GetNames<DocumentKind>(), .. Enum.GetNames<FactField>()];

    private CertificationView? _view;
    private IReadOnlyList<CheckResult>? _checks;
    private DocumentKind? _uploading;
    private double? _progress;
    private string? _saved;
    private bool _paying;
    private bool _withdrawing;

    [Parameter]
    public required string Merchant { get; set; }

    [Parameter]
    public required string Handle { get; set; }

    [Inject]
    public required CertificationService Certification { get; init; }

    [Inject]
    public required PeopleService People { get; init; }

    private bool MayApply { get; set; }
    private DateTime Now => Clock.UtcNow();

    private bool CanEdit =>
        MayApply && (_view is { MayApply: true } || _view?.Current?.State is CaseState.Draft or CaseState.FeeDue or CaseState.NeedsInfo);

    private int ToReplace => _view?.Current is { } row ? CaseStages.Current(row).Count(one => one.State == DocumentState.Replace) : 0;

    private string? General => Problem is not null && !(CanEdit && Fields.Contains(Problem.Field)) ? RefusalText.Refusal(Problem) : null;

    protected override string DraftKey => $"certification:{Handle}";

    protected override IReadOnlyList<DraftWord> Words(CaseForm form) => form.Words();

    protected override Task OnParametersSetAsync() => Reload();

    private async Task Reload()
    {
        await Load(async actor =>
        {
            MayApply = (await People.Me(actor, Gone)).May(Permit.ApplyForCertification, Merchant);
            await Show(actor);
            if (CanEdit)
            {
                await Resume(actor, kept => kept.Fits(_view!));
            }
        });
        Watch();
    }

    // While it lies with the reviewers nothing is typed here: the page follows them without being asked.
    private void Watch() => _ = Follow(() => _view?.Case is { State: CaseState.Submitted or CaseState.InReview }, () => Act(Show));

    // What an act changed is read again without taking the page away from under the reader.
    private async Task<bool> Do(Func<Actor, Task> act)
    {
        _saved = null;
        var done = await Act(act);
        if (done)
        {
            await Act(Show);
            Watch();
        }

        return done;
    }

    // Only another case or round replaces what stands in the boxes: an upload, which may open the case, must not wipe what is being typed.
    private async Task Show(Actor actor)
    {
        _view = await Certification.View(actor, Merchant, Handle, Gone);
        if (!IsTyped || !Form.Fits(_view))
        {
            Form = CaseForm.Of(_view);
        }
    }

    /// <summary>An act counts what is on the screen: what was typed and not saved yet is saved with it.</summary>
    private Task<bool> DoTyped(Func<Actor, Task> act) =>
        Do(async actor =>
        {
            await Kept(actor);
            await act(actor);
        });

    private async Task Kept(Actor actor)
    {
        if (!IsTyped)
        {
            return;
        }

        await Keep(actor);
        Refusal.Unless(Clash is null, DraftService.DraftChanged);
        await Certification.Fill(actor, Merchant, Handle, Form.ToForm(), Gone);
        await Discard(actor);
    }

    private async Task Fill()
    {
        if (await Do(IsTyped ? Kept : actor => Certification.Fill(actor, Merchant, Handle, Form.ToForm(), Gone)))
        {
            _saved = CertificationTexts.ValuesSaved;
        }
    }

    private async Task Upload((DocumentKind Kind, IBrowserFile File) upload)
    {
        (_uploading, _progress) = (upload.Kind, 0);
        await Do(async actor =>
        {
            var content = await UploadReader.Read(upload.File, DocumentRules.BytesMax, Travelled, Gone);
            await Certification.Attach(actor, Merchant, Handle, upload.Kind, upload.File.Name, content, Gone);
        });
        (_uploading, _progress) = (null, null);
    }

    private void Travelled(double part)
    {
        _progress = part;
        StateHasChanged();
    }

    private Task PreCheck() => DoTyped(async actor => _checks = await Certification.PreCheck(actor, Merchant, Handle, Gone));

    private async Task Complete() => _paying = await DoTyped(actor => Certification.Complete(actor, Merchant, Handle, Gone));

    private Task Pay() => Do(actor => Certification.PayAndSubmit(actor, Merchant, Handle, Gone));

    private Task Renew() => Do(actor => Certification.Renew(actor, Merchant, Handle, Gone));

    private Task Resubmit() => DoTyped(actor => Certification.Resubmit(actor, Merchant, Handle, Gone));

    private Task Withdraw() => Do(actor => Certification.Withdraw(actor, Merchant, Handle, Gone));

    private List<Moment> Moments(CaseView row) =>
        [
            .. row.Events.Select(moment => new Moment(
                CaseLabels.Of(moment.Kind),
                moment.ByName is null ? Fmt.Instant(moment.AtUtc, Zone.Zone) : $"{Fmt.Instant(moment.AtUtc, Zone.Zone)} · {moment.ByName}",
                CaseLabels.Tone(moment.Kind)
            )),
        ];
}
