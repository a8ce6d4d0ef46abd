using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Domain.Approvals;
using Portal.Domain.Banking;
using Portal.Domain.Calendar;
using Portal.Domain.Data;
using Portal.Domain.Fees;
using Portal.Domain.Payments;
using Portal.Domain.Reports;
using Portal.Domain.Settlement;

namespace Portal.Domain;

internal static class MoneyServices
{
    /// <summary>Payments, fees, settlement and their proofs.</summary>
    public static void AddMoney(this IServiceCollection services)
    {
        services.AddSingleton<BillFiles>();
        services.AddSingleton<SuspenseResolver>();
        services.AddSingleton<GoneRows>();
        services.AddMoneyAct<ExceptionAssignApproval>();
        services.AddMoneyAct<GatewayAccountApproval>();
        services.AddMoneyAct<BillAcceptApproval>();
        services.AddMoneyAct<PayoutReleaseApproval>();
        services.AddInner<ExceptionService>();
        services.AddSingleton<BillMappingService>();
        services.TryAddSingleton(BillDropSettings.None);
        services.AddSingleton<BillDropService>();
        services.AddSingleton<BillImport>();
        services.AddSingleton<BillPosting>();
        services.AddInner<BillService>();
        services.AddInner<GatewayAccountService>();
        services.AddInner<FeeRuleService>();
        services.AddInner<FeeWhatIfService>();
        services.AddSingleton<BankAccountApproval>();
        services.AddInner<BankAccountService>();
        services.AddSingleton<IApprovalHandler, FeeRuleApproval>();
        services.AddSingleton<IApprovalHandler>(provider => provider.GetRequiredService<BankAccountApproval>());
        services.AddSingleton<PaymentSource, StoredPayments>();
        services.AddSingleton<BillFees>();
        services.AddSingleton<MonthlyFees>();
        services.AddSingleton<PayoutFees>();
        services.AddSingleton<FeeAccrual>();
        services.AddSingleton<DayClose>();
        services.AddSingleton<VatPosting>();
        services.AddSingleton<VatRateService>();
        services.AddInner<VatReturnService>();
        services.AddSingleton<IApprovalHandler, VatRateApproval>();
        services.AddSingleton<WarmUp>();
        services.AddInner<SettlementService>();
        services.AddSingleton<SettlementTermsService>();
        services.AddInner<PayoutHoldService>();
        services.AddSingleton<ReserveService>();
        services.AddSingleton<AdjustmentService>();
        services.AddSingleton<IDaysInUse, StatementDueDays>();
        services.AddInner<CalendarService>();
        services.AddSingleton<IApprovalHandler, SettlementTermsApproval>();
        services.AddSingleton<IApprovalHandler, AdjustmentApproval>();
        services.AddSingleton<BillQueries>();
        services.AddInner<BillRevisionService>();
        services.AddSingleton<PaymentQueries>();
        services.AddSingleton<StatementService>();
        services.AddSingleton<MoneyOverviewService>();
        services.AddSingleton<WorkbookPlaces>();
        services.AddSingleton<WorkbookShelf>();
        services.AddInner<StatementExportService>();
        services.AddInner<StatementWorkbookService>();
        services.AddSingleton<StatementVerifyService>();
        services.AddBanking();
        foreach (var proof in MoneyProof.All.Concat(BankingProofs.All).Concat(FeeProofs.All).Concat(VatProofs.All))
        {
            services.AddSingleton<IProof>(proof);
        }
    }

    /// <summary>A kind the engine knows and the service of its module calls.</summary>
    internal static void AddMoneyAct<T>(this IServiceCollection services)
        where T : MoneyActApproval
    {
        services.AddSingleton<T>();
        services.AddSingleton<IApprovalHandler>(provider => provider.GetRequiredService<T>());
    }
}
