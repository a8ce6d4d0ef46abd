using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>Names and addresses as they are looked up: as ASP.NET Identity does it, without throwing at a text that is not well formed.</summary>
internal sealed class SoundLookup : ILookupNormalizer
{
    [return: NotNullIfNotNull(nameof(name))]
    public string? NormalizeName(string? name) => name is null ? null : Text.Folded(name, NormalizationForm.FormC).ToUpperInvariant();

    [return: NotNullIfNotNull(nameof(email))]
    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
