using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Portal.Domain.Accounts;

namespace Portal.Components.Accounts;

/// <summary>Name, category, introduction and picture of an account: the same boxes when registering and when editing.</summary>
public sealed partial class AccountFields
{
    [Parameter, EditorRequired]
    public required AccountDraft Form { get; set; }

    [Parameter, EditorRequired]
    public required string Merchant { get; set; }

    /// <summary>What is wrong with a field, or null.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string?> Errors { get; set; }

    /// <summary>The name is part of a badge and stays.</summary>
    [Parameter]
    public bool Frozen { get; set; }

    [Parameter]
    public EventCallback OnTyped { get; set; }

    [Parameter]
    public EventCallback<byte[]> OnAvatar { get; set; }

    private async Task Chosen(IBrowserFile file) => await OnAvatar.InvokeAsync(await UploadReader.Read(file, AvatarImage.BytesMax));
}
