using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;

namespace Portal.Components.People;

/// <summary>A permit in words, with what one should know before giving it.</summary>
public sealed partial class PermitName
{
    [Parameter, EditorRequired]
    public required Rule Fact { get; set; }
}
