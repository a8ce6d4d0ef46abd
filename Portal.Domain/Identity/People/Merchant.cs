using System.Text.RegularExpressions;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Identity;

/// <summary>Kinds of organisation; each has its own certification form. Persons cannot be merchants.</summary>
public enum EntityType
{
    Company,
    SoleTrader,
    Government,
    Media,
    OtherOrganisation,
}

public enum MerchantState
{
    Open,
    Suspended,
    Closed,
}

/// <summary>
/// An organisation on the portal: people join it, public accounts and money belong to it. It lives beside the Gate because the Gate alone
/// gives it out (docs/decisions/0003-gate-gives-out-merchants.md).
/// </summary>
internal sealed partial class Merchant : IVersioned
{
    public const int NameMax = 100;

    private Merchant() { }

    public long Id { get; private set; }

    /// <summary>What stands in addresses: lower-case letters, digits and hyphens; never changes.</summary>
    public string Slug { get; private set; } = string.Empty;

    /// <summary>The name on the licence.</summary>
    public string LegalName { get; private set; } = string.Empty;

    /// <summary>The name people use.</summary>
    public string DisplayName { get; private set; } = string.Empty;
    public EntityType EntityType { get; private set; }

    /// <summary>Unified Social Credit Code (GB 32100-2015), 18 characters.</summary>
    public string CreditCode { get; private set; } = string.Empty;
    public MerchantState State { get; private set; }
    public DateTime RegisteredUtc { get; private set; }
    public int Version { get; private set; }

    /// <summary>Opens an organisation. Texts are checked here; the credit code's digit by the service that registers it.</summary>
    public static Merchant Register(string slug, string legalName, string displayName, EntityType type, string creditCode, DateTime nowUtc)
    {
        var form = new FormCheck();
        var legal = form.Of(() => Text.Required(legalName, nameof(LegalName), NameMax));
        // Without a name of its own it is called by its legal one, which was judged above.
        var shown = displayName == legalName ? legal : form.Of(() => Text.Required(displayName, nameof(DisplayName), NameMax));
        form.Of(() => SlugShape().IsMatch(slug) ? slug : throw new Refusal(IdentityRefusals.SlugShape).On(nameof(Slug)));
        form.Demand();
        return new Merchant
        {
            Slug = slug,
            LegalName = legal,
            DisplayName = shown,
            EntityType = type,
            CreditCode = creditCode,
            RegisteredUtc = nowUtc,
        };
    }

    public void Rename(string displayName) => DisplayName = Text.Required(displayName, nameof(DisplayName), NameMax);

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$", RegexOptions.NonBacktracking)]
    private static partial Regex SlugShape();
}
