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
    private static readonly string[] Fields =
    [
        .. Enum.GetNames<DocumentKind>(),
        "LegalName",
        "CreditCode",
        "LegalRepresentative",
        "IdentityNumber",
        "OperatorName",
        "OperatorMobile",
        "LicenceValidUntil",
        "LetterDate",
    ];

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

    [Inject]
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private bool MayApply { get; set; }
    private DateTime Now => Clock.UtcNow();

    private bool CanEdit =>
        MayApply && (_view is { MayApply: true } || _view?.Current?.State is CaseState.Draft or CaseState.FeeDue or CaseState.NeedsInfo);

    private int ToReplace => _view?.Current is { } row ? CaseStages.Current(row).Count(one => one.State == DocumentState.Replace) : 0;

    private string? General => Problem is not null && !(CanEdit && Fields.Contains(Problem.Field)) ? Say.Refusal(Problem) : null;

    protected override Task OnParametersSetAsync() => Reload();

    private async Task Reload()
    {
        await Load(async actor =>
        {
            _view = await Certification.View(actor, Merchant, Handle, Gone);
            MayApply = (await People.Me(actor, Gone)).May(Permit.ApplyForCertification, Merchant);
        });
        Watch();
    }

    // While it lies with the reviewers nothing is typed here: the page follows them without being asked.
    private void Watch() =>
        _ = Follow(
            () => _view?.Case is { State: CaseState.Submitted or CaseState.InReview },
            () => Act(async actor => _view = await Certification.View(actor, Merchant, Handle, Gone))
        );

    // What an act changed is read again without taking the page away from under the reader.
    private async Task<bool> Do(Func<Actor, Task> act)
    {
        _saved = null;
        var done = await Act(act);
        if (done)
        {
            await Act(async actor => _view = await Certification.View(actor, Merchant, Handle, Gone));
            Watch();
        }

        return done;
    }

    private async Task Fill(ApplicationForm form)
    {
        if (await Do(actor => Certification.Fill(actor, Merchant, Handle, form, Gone)))
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

    private Task PreCheck() => Act(async actor => _checks = await Certification.PreCheck(actor, Merchant, Handle, Gone));

    private async Task Complete() => _paying = await Do(actor => Certification.Complete(actor, Merchant, Handle, Gone));

    private Task Pay() => Do(actor => Certification.PayAndSubmit(actor, Merchant, Handle, Gone));

    private Task Renew() => Do(actor => Certification.Renew(actor, Merchant, Handle, Gone));

    private Task Resubmit() => Do(actor => Certification.Resubmit(actor, Merchant, Handle, Gone));

    private Task Withdraw() => Do(actor => Certification.Withdraw(actor, Merchant, Handle, Gone));

    private string? Error(string field) => Problem?.Field == field ? Say.Refusal(Problem) : null;

    private List<Moment> Moments(CaseView row) =>
        [
            .. row.Events.Select(moment => new Moment(
                CaseWords.Of(moment.Kind),
                moment.ByName is null ? Fmt.Instant(moment.AtUtc, Zone.Zone) : $"{Fmt.Instant(moment.AtUtc, Zone.Zone)} · {moment.ByName}",
                CaseWords.Tone(moment.Kind)
            )),
        ];
}
