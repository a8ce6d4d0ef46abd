using Microsoft.AspNetCore.Components;
using Portal.Domain.Reports;
using Portal.Routes;

namespace Portal.Components.Trail;

/// <summary>What a record is about, as a link when it has a page and the reader may open it.</summary>
public sealed partial class ThingLink
{
    [Parameter, EditorRequired]
    public required AuditThing Thing { get; set; }

    private string? Url => Thing.MayOpen ? Urls.Thing(Thing.Kind, Thing.Key, Thing.Merchant, Thing.Handle) : null;
}
