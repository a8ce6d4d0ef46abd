using Microsoft.Extensions.DependencyInjection;

namespace Portal.Domain.Reports;

internal static class ReportsServices
{
    /// <summary>What pages read: nothing here writes money.</summary>
    public static void AddReports(this IServiceCollection services)
    {
        services.AddSingleton<PaymentTrailQueries>();
        services.AddSingleton<StatementItemsService>();
        services.AddSingleton<FeeQueries>();
        services.AddSingleton<WhatIfFileService>();
        services.AddSingleton<BatchPayeesFileService>();
        services.AddSingleton<VatReportService>();
        services.AddInner<RunPagesService>();
        services.AddSingleton<LedgerPagesService>();
        services.AddSingleton<BooksExportService>();
        services.AddSingleton<AuditTrailService>();
        services.AddSingleton<HistoryService>();
        services.AddSingleton<JobsService>();
        services.AddSingleton<DirectoryService>();
        services.AddSingleton<OverviewService>();
        services.AddSingleton<JumpService>();
    }
}
