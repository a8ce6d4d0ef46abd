using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Portal.Resources;

namespace Portal.Components.Shared;

/// <summary>
/// A box to drop a file on or choose one. Kind and size are said before and checked at once; what the file really is, the server checks
/// by its content.
/// </summary>
public sealed partial class UploadBox
{
    private string? wrong;

    /// <summary>Id of the file input, unique on the page.</summary>
    [Parameter]
    public string Id { get; set; } = "upload";

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>Endings with their dots, comma-separated: <c>.pdf,.jpg,.png</c>.</summary>
    [Parameter, EditorRequired]
    public required string Accept { get; set; }

    [Parameter, EditorRequired]
    public required long MaxBytes { get; set; }

    /// <summary>Said after kinds and size.</summary>
    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>0 to 1 while the file travels; null when nothing does.</summary>
    [Parameter]
    public double? Progress { get; set; }

    /// <summary>What the server said about the last file.</summary>
    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public EventCallback<IBrowserFile> OnFile { get; set; }

    private string Limits
    {
        get
        {
            var kinds = string.Join(", ", Endings.Select(ending => ending.TrimStart('.').ToUpperInvariant()));
            var limits = Fmt.Text(SharedTexts.UploadLimits, kinds, Fmt.FileSize(MaxBytes));
            return Hint is null ? limits : $"{limits} {Hint}";
        }
    }

    private string[] Endings => Accept.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Percent(double progress) => Math.Clamp((int)(progress * 100), 0, 100).ToString(CultureInfo.InvariantCulture);

    private async Task Chosen(InputFileChangeEventArgs args)
    {
        var file = args.File;
        wrong = Refuse(file.Name, file.Size);
        if (wrong is null)
        {
            await OnFile.InvokeAsync(file);
        }
    }

    private string? Refuse(string name, long size)
    {
        if (!Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            return Fmt.Text(SharedTexts.UploadWrongKind, name, string.Join(", ", Endings));
        }

        if (size == 0)
        {
            return Fmt.Text(SharedTexts.UploadEmpty, name);
        }

        return size > MaxBytes ? Fmt.Text(SharedTexts.UploadTooLarge, name, Fmt.FileSize(size), Fmt.FileSize(MaxBytes)) : null;
    }
}
