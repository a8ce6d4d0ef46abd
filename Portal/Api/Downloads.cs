using System.Text.Json;
using Portal.Components.Finance;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Operations;
using Portal.Domain.Reports;
using Portal.Hosting;
using Portal.Routes;

namespace Portal.Api;

/// <summary>Files people take away, written straight into the answer. Each export is audited by the service that makes it.</summary>
internal static class Downloads
{
    public static void MapDownloads(this WebApplication app)
    {
        app.MapGet("/m/{Merchant}/settlements/{number}/file.{format}", Statement)
            .RequireAuthorization($"{PermitPolicies.Prefix}{Permit.ExportStatements}");
        app.MapGet("/finance/ledger/file/{name}", Books).RequireAuthorization($"{PermitPolicies.Prefix}{Permit.ExportBooks}");
        app.MapGet(Urls.AdminAuditFile, Trail).RequireAuthorization($"{PermitPolicies.Prefix}{Permit.ExportAuditTrail}");
        app.MapGet("/finance/fees/what-if/{id:long}/file.csv", WhatIf).RequireAuthorization($"{PermitPolicies.Prefix}{Permit.ViewFees}");
        app.MapGet(Urls.MyData, MyData).RequireAuthorization($"{PermitPolicies.Prefix}{Permit.OwnProfile}");
    }

    private static async Task Books(HttpContext context, BooksExportService books, string name, string? from, string? to)
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
        var answer = context.Response;
        if (file is not { } wanted)
        {
            answer.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var period = new BooksPeriod(LedgerWords.Day(from), LedgerWords.Day(to));
        var ending = wanted == BooksFile.Journal ? "journal" : "csv";
        answer.ContentType = wanted == BooksFile.Journal ? "text/plain; charset=utf-8" : "text/csv; charset=utf-8";
        answer.Headers.ContentDisposition = $"attachment; filename=\"{name}_{period.From:yyyyMMdd}_{period.To:yyyyMMdd}.{ending}\"";
        answer.Headers.CacheControl = "private, no-store";
        try
        {
            await books.Export(ActorOf.Request(context), wanted, period, answer.Body, context.RequestAborted);
        }
        catch (Refusal refusal) when (!answer.HasStarted)
        {
            answer.Clear();
            answer.StatusCode = refusal.IsDenied ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound;
        }
    }

    private static async Task Trail(HttpContext context, AuditTrailService trail, TimeProvider clock)
    {
        var answer = context.Response;
        answer.ContentType = "text/csv; charset=utf-8";
        answer.Headers.ContentDisposition = FormattableString.Invariant(
            $"attachment; filename=\"audit_{clock.UtcNow():yyyyMMdd-HHmmss}_UTC.csv\""
        );
        answer.Headers.CacheControl = "private, no-store";
        try
        {
            var filter = AuditQuery.Read(context.Request.QueryString.Value ?? string.Empty);
            await trail.Export(ActorOf.Request(context), filter, answer.Body, context.RequestAborted);
        }
        catch (Refusal refusal) when (!answer.HasStarted)
        {
            answer.Clear();
            answer.StatusCode = refusal.IsDenied ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound;
        }
    }

    private static async Task WhatIf(HttpContext context, WhatIfFileService files, long id)
    {
        var answer = context.Response;
        answer.ContentType = "text/csv; charset=utf-8";
        answer.Headers.ContentDisposition = FormattableString.Invariant($"attachment; filename=\"what-if_WI-{id:D6}.csv\"");
        answer.Headers.CacheControl = "private, no-store";
        try
        {
            await files.Write(ActorOf.Request(context), id, answer.Body, context.RequestAborted);
        }
        catch (Refusal refusal) when (!answer.HasStarted)
        {
            answer.Clear();
            answer.StatusCode = refusal.IsDenied ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound;
        }
    }

    private static async Task<IResult> MyData(HttpContext context, MyDataService data)
    {
        var mine = await data.Mine(ActorOf.Request(context), context.RequestAborted);
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(mine, Json), "application/json", "portal-my-data.json");
    }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    private static async Task Statement(
        HttpContext context,
        StatementExportService exports,
        SettlementZone zone,
        string merchant,
        string number,
        string format
    )
    {
        var (kind, type) = format switch
        {
            "xlsx" => (ExportFormat.Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            "csv" => (ExportFormat.Csv, "text/csv; charset=utf-8"),
            _ => ((ExportFormat?)null, ""),
        };
        if (kind is not { } wanted)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var answer = context.Response;
        answer.ContentType = type;
        answer.Headers.ContentDisposition = $"attachment; filename=\"{FileName(number, zone)}.{format}\"";
        answer.Headers.CacheControl = "private, no-store";
        try
        {
            await exports.Export(ActorOf.Request(context), merchant, number, wanted, answer.Body, context.RequestAborted);
        }
        catch (Refusal refusal) when (!answer.HasStarted)
        {
            answer.Clear();
            answer.StatusCode = refusal.IsDenied ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound;
        }
    }

    private static string FileName(string number, SettlementZone zone) =>
        new([.. $"{number}_{zone.Zone.Id}".Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')]);
}
