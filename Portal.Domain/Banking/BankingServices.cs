using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Approvals;

namespace Portal.Domain.Banking;

internal static class BankingServices
{
    /// <summary>Bank files, bank statements and what they prove.</summary>
    public static void AddBanking(this IServiceCollection services)
    {
        services.AddSingleton<IApprovalHandler, PayoutBatchApproval>();
        services.AddSingleton<IApprovalHandler, ReconAnswerApproval>();
        services.AddSingleton<IApprovalHandler, ReconMatchApproval>();
        services.AddMoneyAct<BankStatementApproval>();
        services.AddMoneyAct<TransferRefusedApproval>();
        services.AddSingleton<ReconciliationService>();
        services.AddSingleton<ReconMatchService>();
        services.AddSingleton<TransferMoney>();
        services.AddSingleton<OperatorAccountService>();
        services.AddInner<PayoutBatchService>();
        services.AddSingleton<PayoutFileService>();
        services.AddSingleton<PayoutQueries>();
        services.AddSingleton<BatchReviewService>();
        services.AddSingleton<BankQueries>();
        services.AddSingleton<StatementIntake>();
        services.AddSingleton<StatusIntake>();
        services.AddSingleton<BankPosting>();
        services.AddInner<BankImportService>();
    }
}
