using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Approvals;

namespace Portal.Domain.Banking;

internal static class BankingServices
{
    /// <summary>Bank files, bank statements and what they prove.</summary>
    public static void AddBanking(this IServiceCollection services)
    {
        services.AddSingleton<IApprovalKind, PayoutBatchKind>();
        services.AddSingleton<IApprovalKind, ReconAnswerKind>();
        services.AddSingleton<IApprovalKind, ReconMatchKind>();
        services.AddMoneyAct<BankStatementKind>();
        services.AddMoneyAct<TransferRefusedKind>();
        services.AddSingleton<ReconciliationService>();
        services.AddSingleton<ReconMatchService>();
        services.AddSingleton<TransferMoney>();
        services.AddSingleton<OperatorAccountService>();
        services.AddSingleton<PayoutBatchService>();
        services.AddSingleton<PayoutFileService>();
        services.AddSingleton<PayoutDeskService>();
        services.AddSingleton<BatchReviewService>();
        services.AddSingleton<BankDeskService>();
        services.AddSingleton<StatementIntake>();
        services.AddSingleton<StatusIntake>();
        services.AddSingleton<BankPosting>();
        services.AddSingleton<BankImportService>();
    }
}
