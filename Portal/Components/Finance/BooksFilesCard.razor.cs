using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components.Finance;

/// <summary>Files of the books over a period of business days, of all organisations; for who may export them, for nobody else.</summary>
public sealed partial class BooksFilesCard
{
    [CascadingParameter]
    public Me? Me { get; set; }

    /// <summary>Which files, by the word of their address.</summary>
    [Parameter, EditorRequired]
    public required string[] Files { get; set; }

    /// <summary>The last day to begin with; without it yesterday, the last day that is whole.</summary>
    [Parameter]
    public DateOnly? To { get; set; }

    [Inject]
    public required SettlementZone Zone { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private DateOnly Last => To ?? Zone.Today(Clock).AddDays(-1);

    private DateOnly First => new(Last.Year, Last.Month, 1);

    private IEnumerable<(string File, string Text)> Shown => Files.Select(file => (file, Word(file)));

    private static string Word(string file) =>
        file switch
        {
            "journal" => LedgerTexts.DownloadJournal,
            "trial-balance" => LedgerTexts.DownloadTrial,
            "payments" => LedgerTexts.DownloadPayments,
            "fees" => LedgerTexts.DownloadFees,
            _ => throw new ArgumentOutOfRangeException(nameof(file), file, "No such file of the books."),
        };

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
