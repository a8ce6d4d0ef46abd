using System.Globalization;
using System.Resources;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Resources;

namespace Portal.Components;

/// <summary>Turns a refusal into a sentence of the reader's language: the code is the key, its prefix names the resource file.</summary>
public static class RefusalText
{
    public static string Refusal(Refusal refusal, CultureInfo? culture = null)
    {
        var to = culture ?? CultureInfo.CurrentUICulture;
        var sentence = Manager(refusal.Code).GetString(refusal.Code, to) ?? refusal.Code;
        object?[] arguments = [.. refusal.Args.Select(arg => arg is Permit permit ? PermitLabels.Of(permit, to) : arg)];
        return string.Format(to, Fmt.Numbered(sentence, arguments), arguments);
    }

    /// <summary>The sentence beside a field of a form; null when nothing is wrong with it.</summary>
    public static string? At(Refusal? problem, string field) =>
        problem?.At(field) is not { } wrong ? null
        : wrong.IsNotFound ? SharedTexts.NameUnknown
        : Refusal(wrong);

    internal static ResourceManager Manager(string code)
    {
        var module = code[..code.IndexOf('_', StringComparison.Ordinal)];
        return module == "Kernel"
            ? SharedTexts.ResourceManager
            : new ResourceManager($"Portal.Resources.{module}Texts", typeof(SharedTexts).Assembly);
    }
}
