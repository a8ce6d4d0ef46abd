using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Approvals;

namespace Portal.Domain.Banking;

internal static class BankingServices
{
    /// <summary>Bank files, bank statements and what they prove.</summary>
    public static void AddBanking(this IServiceCollection services)
    {
        services.AddSingleton<IApprovalKind, PayoutBatchKind>();
        services.AddSingleton<TransferMoney>();
        services.AddSingleton<OperatorAccountService>();
        services.AddSingleton<PayoutBatchService>();
        services.AddSingleton<PayoutFileService>();
        services.AddSingleton<PayoutDeskService>();
        services.AddSingleton<StatementIntake>();
        services.AddSingleton<StatusIntake>();
        services.AddSingleton<BankPosting>();
        services.AddSingleton<BankImportService>();
    }
}
