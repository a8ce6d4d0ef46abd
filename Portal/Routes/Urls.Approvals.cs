using Portal.Domain.Approvals;

namespace Portal.Routes;

/// <summary>Addresses of approvals and of what they are about.</summary>
public static partial class Urls
{
    public const string Approvals = "/approvals";

    public static string Approval(string number) => $"/approvals/{number}";

    public static string MerchantApprovals(string slug) => $"/m/{slug}/approvals";

    public static string BankAccount(string slug) => $"/m/{slug}/bank-account";

    public static string BankAccountForm(string slug) => $"/m/{slug}/bank-account?change=1";

    /// <summary>A view of the inbox as the address carries it; what waits for the reader is the address itself.</summary>
    public static string ApprovalViewKey(ApprovalView view) =>
        view switch
        {
            ApprovalView.ForMe => "",
            ApprovalView.Mine => "mine",
            ApprovalView.Decided => "decided",
        };

    public static string ApprovalsOf(ApprovalView view, string? kind)
    {
        var key = ApprovalViewKey(view);
        var parts = new[] { key.Length == 0 ? null : $"view={key}", string.IsNullOrEmpty(kind) ? null : $"kind={kind}" };
        var query = string.Join('&', parts.OfType<string>());
        return query.Length == 0 ? Approvals : $"{Approvals}?{query}";
    }
}
