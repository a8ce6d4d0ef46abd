using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Components.Shared;
using Portal.Domain.Kernel;
using Portal.Domain.Messaging;
using Portal.Domain.Risk;
using Portal.Resources;

namespace Portal.Components.Messaging;

/// <summary>What is looked at before sending, each with its place: what goes, what a moderator will see, what is refused.</summary>
public sealed partial class PreflightList
{
    private const int LinesMax = 12;

    [Parameter, EditorRequired]
    public required Draft Draft { get; set; }

    [Parameter]
    public Preflight? Preflight { get; set; }

    [Parameter]
    public SendingView? Sending { get; set; }

    private (ChipKind Kind, string Text) Chip =>
        Worst switch
        {
            Tone.Good => (ChipKind.Success, MessagingTexts.CheckReady),
            Tone.Warn => (ChipKind.Warning, MessagingTexts.CheckModerator),
            Tone.Bad => (ChipKind.Error, MessagingTexts.CheckFix),
            Tone.Missing => (ChipKind.Neutral, MessagingTexts.CheckMissing),
        };

    private Tone Worst => Lines.Select(line => line.Tone).DefaultIfEmpty(Tone.Missing).Max();

    private IEnumerable<Line> Lines => All().Take(LinesMax);

    private IEnumerable<Line> All()
    {
        if (Preflight is not { } check)
        {
            yield break;
        }

        yield return Content(check);
        foreach (var link in check.Links)
        {
            yield return link.Finding is { } finding
                ? Found(finding)
                : new Line(Tone.Good, PortalIcons.Shield, Shorten(link.Url), MessagingTexts.CheckLinkGood);
        }

        foreach (var finding in check.Words)
        {
            yield return Found(finding);
        }

        if (check.Words.Count == 0)
        {
            yield return new Line(Tone.Good, PortalIcons.Check, MessagingTexts.CheckWordsGood, MessagingTexts.CheckWordsNote);
        }

        if (Sending is { Quota.IsUsedUp: true })
        {
            yield return new Line(Tone.Bad, PortalIcons.Ban, MessagingTexts.CheckQuota, MessagingTexts.CheckQuotaNote);
        }
    }

    private Line Content(Preflight check)
    {
        var missing = check.TitleMissing || check.BodyMissing;
        var count = Fmt.Text(
            MessagingTexts.CheckTitleCount,
            Fmt.Count(new StringInfo(Draft.Title).LengthInTextElements),
            Fmt.Count(DraftForm.TitleMax)
        );
        var note =
            check.TitleMissing ? RefusalText.Refusal(new Refusal(MessagingRefusals.TitleMissing))
            : check.BodyMissing ? RefusalText.Refusal(new Refusal(MessagingRefusals.BodyMissing))
            : Draft.Kind == MessageKind.Text ? Fmt.Text(MessagingTexts.CheckTextCount, Fmt.Count(Draft.Body.Length))
            : Draft.Cover is { } cover ? Fmt.Text(MessagingTexts.CheckCover, count, Fmt.Count(cover.Width), Fmt.Count(cover.Height))
            : Fmt.Text(MessagingTexts.CheckNoCover, count);
        var title = Draft.Kind == MessageKind.Article ? MessagingTexts.CheckTitleAndCover : MessagingTexts.Text;
        return new Line(missing ? Tone.Missing : Tone.Good, missing ? PortalIcons.Info : PortalIcons.Check, title, note);
    }

    private static Line Found(ScreeningFinding finding)
    {
        var bad = finding.Outcome == ScreeningOutcome.Refused;
        var sentence = RefusalText.Refusal(new Refusal(finding.Code, Shorten(finding.Place.Excerpt)));
        var place = Fmt.Text(MessagingTexts.CheckPlace, Fmt.Count(finding.Place.Line), Fmt.Count(finding.Place.Column));
        return new Line(bad ? Tone.Bad : Tone.Warn, bad ? PortalIcons.Ban : PortalIcons.Warning, sentence, place);
    }

    private static string Shorten(string url)
    {
        var bare = url.StartsWith("https://", StringComparison.Ordinal) ? url[8..] : url;
        return Text.Short(bare, 47);
    }

    // In rising order: the worst line decides the chip.
    private enum Tone
    {
        Good,
        Missing,
        Warn,
        Bad,
    }

    private sealed record Line(Tone Tone, string Icon, string Title, string Note)
    {
        public string Css =>
            Tone switch
            {
                Tone.Good => "c-good",
                Tone.Missing => "c-missing",
                Tone.Warn => "c-warn",
                Tone.Bad => "c-bad",
            };
    }
}
