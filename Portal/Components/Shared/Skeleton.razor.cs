using Microsoft.AspNetCore.Components;

namespace Portal.Components.Shared;

/// <summary>Grey lines in place of what is coming; they appear after 200 ms.</summary>
public sealed partial class Skeleton
{
    [Parameter]
    public int Rows { get; set; } = 5;
}
