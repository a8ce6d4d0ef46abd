using Portal.Components.Finance;
using Portal.Domain.Banking;
using Portal.Domain.Identity;
using Portal.Domain.Operations;
using Portal.Domain.Reports;
using Portal.Hosting;
using Portal.Routes;

namespace Portal.Api;

/// <summary>Files people take away, written straight into the answer. What each is called and what the trail says of it, its service knows.</summary>
internal static class Downloads
{
    public static void MapDownloads(this WebApplication app)
    {
        Map(app, "/m/{Merchant}/settlements/{number}/file.{format}", Permit.ExportStatements, Statement);
        Map(app, "/finance/ledger/file/{name}", Permit.ExportBooks, Books);
        Map(app, "/finance/payouts/batches/{number}/file.{format}", Permit.ExportPayoutFiles, BankFile);
        Map(app, "/finance/payouts/batches/{number}/payees.csv", Permit.ExportPayoutFiles, Payees);
        Map(app, Urls.AdminAuditFile, Permit.ExportAuditTrail, Trail);
        Map(app, "/finance/fees/what-if/{id:long}/file.csv", Permit.ExportBooks, WhatIf);
        Map(app, Urls.MyData, Permit.OwnProfile, MyData);
    }

    private static void Map(WebApplication app, string path, Permit permit, Delegate answer) =>
        app.MapGet(path, answer).WithMetadata(new GivesFile(), new TakesFile()).RequireAuthorization($"{PermitPolicies.Prefix}{permit}");

    private static async Task Books(HttpContext http, BooksExportService poster, string name, string? from, string? to)
    {
        BooksFile? file = name switch
        {
            "journal" => BooksFile.Journal,
            "trial-balance" => BooksFile.TrialBalance,
            "payments" => BooksFile.Payments,
            "fees" => BooksFile.Fees,
            "vat" => BooksFile.Vat,
            _ => null,
        };
        if (file is not { } wanted)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var period = new BooksPeriod(LedgerLabels.Day(from), LedgerLabels.Day(to));
        await Answers.Attach(http, () => poster.Export(ActorOf.Request(http), wanted, period, http.RequestAborted));
    }

    private static Task Trail(HttpContext http, AuditTrailService trail) =>
        Answers.Attach(
            http,
            () => trail.Export(ActorOf.Request(http), AuditQuery.Read(http.Request.QueryString.Value ?? string.Empty), http.RequestAborted)
        );

    private static Task WhatIf(HttpContext http, WhatIfFileService files, long id) =>
        Answers.Attach(http, () => files.Export(ActorOf.Request(http), id, http.RequestAborted));

    private static Task MyData(HttpContext http, MyDataService data) =>
        Answers.Attach(http, () => data.Mine(ActorOf.Request(http), http.RequestAborted));

    private static Task Payees(HttpContext http, BatchPayeesFileService files, string number) =>
        Answers.Attach(http, () => files.Export(ActorOf.Request(http), number, http.RequestAborted));

    private static async Task BankFile(HttpContext http, PayoutFileService files, string number, string format)
    {
        BankFileFormat? file = format switch
        {
            "xml" => BankFileFormat.Pain09,
            "v03.xml" => BankFileFormat.Pain03,
            "csv" => BankFileFormat.Csv,
            _ => null,
        };
        if (file is not { } wanted)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await Answers.Attach(http, async () => (await files.Download(ActorOf.Request(http), number, wanted, http.RequestAborted)).File);
    }

    private static async Task Statement(HttpContext http, StatementExportService exports, string merchant, string number, string format)
    {
        ExportFormat? file = format switch
        {
            "xlsx" => ExportFormat.Xlsx,
            "csv" => ExportFormat.Csv,
            _ => null,
        };
        if (file is not { } wanted)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await Answers.Attach(
            http,
            () => exports.Export(ActorOf.Request(http), merchant, number, wanted, http.RequestAborted),
            // Where it is said what to do about it.
            refusal => StatementExportService.AsksForWorkbook(refusal) ? Urls.Statement(merchant, number) : null
        );
    }
}
