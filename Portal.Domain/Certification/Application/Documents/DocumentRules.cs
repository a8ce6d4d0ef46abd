using Portal.Domain.Accounts;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

public enum DocumentKind
{
    BusinessLicence,
    LegalRepresentativeId,
    AuthorisationLetter,
    Trademark,
}

/// <summary>Which documents an application needs, and how an uploaded one is judged.</summary>
public static class DocumentRules
{
    public const int BytesMax = UploadRules.BytesMax;
    public const int FileNameMax = 120;

    public static IReadOnlyList<DocumentKind> All { get; } = Enum.GetValues<DocumentKind>();

    public static bool IsRequired(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.BusinessLicence => true,
            DocumentKind.LegalRepresentativeId => true,
            DocumentKind.AuthorisationLetter => true,
            DocumentKind.Trademark => false,
        };

    /// <summary>JPEG, PNG or PDF by content, up to so many megabytes; refuses anything else beside the box of that document.</summary>
    internal static CleanUpload Judge(DocumentKind kind, byte[] content, int megabytes) =>
        content.Length > megabytes * 1_000_000L
            ? throw new Refusal(AccountsRefusals.FileTooLarge, megabytes).On(kind.ToString())
            : UploadRules.Judge(content, kind.ToString(), UploadKind.Jpeg, UploadKind.Png, UploadKind.Pdf);

    /// <summary>
    /// The name a file had on the sender's machine, as text to show: no folders, no controls, no direction marks. Never a path of ours.
    /// </summary>
    public static string DisplayName(string? fileName)
    {
        var name = (fileName ?? string.Empty).Split('/', '\\')[^1];
        var plain = new string([.. name.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && !IsFormat(c))]).Trim();
        if (plain.Length == 0)
        {
            return "document";
        }

        return plain.Length <= FileNameMax ? plain : $"{Text.Cut(plain, FileNameMax - 13)}…{Text.Tail(plain, 12)}";
    }

    private static bool IsFormat(char c) => char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format;
}
