using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Portal.Domain.Accounts;
using Portal.Resources;

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

    /// <summary>Whether the name may be changed, or what keeps it.</summary>
    [Parameter]
    public ProfileHold NameHold { get; set; }

    [Parameter]
    public ProfileHold CategoryHold { get; set; }

    [Parameter]
    public EventCallback OnTyped { get; set; }

    [Parameter]
    public EventCallback<byte[]> OnAvatar { get; set; }

    private string NameHint =>
        NameHold switch
        {
            ProfileHold.None => AccountsTexts.NameHint,
            ProfileHold.InReview => AccountsTexts.NameInReviewHint,
            ProfileHold.Certified => AccountsTexts.NameFrozen,
        };

    private string CategoryHint =>
        CategoryHold switch
        {
            ProfileHold.None => AccountsTexts.CategoryHint,
            ProfileHold.InReview => AccountsTexts.CategoryInReviewHint,
            ProfileHold.Certified => AccountsTexts.CategoryFrozen,
        };

    private async Task Chosen(IBrowserFile file) => await OnAvatar.InvokeAsync(await UploadReader.Read(file, DraftService.AvatarBytesMax));
}
