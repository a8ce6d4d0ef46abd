using Portal.Domain.Banking;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Hosting;

namespace Portal.Api;

/// <summary>Bank files, handed out as they were first written; the service audits each.</summary>
internal static class BankDownloads
{
    public static void MapBankDownloads(this WebApplication app) =>
        app.MapGet("/finance/payouts/batches/{number}/file.{format}", File)
            .RequireAuthorization($"{PermitPolicies.Prefix}{Permit.ExportPayoutFiles}");

    private static async Task<IResult> File(HttpContext context, PayoutFileService files, string number, string format)
    {
        BankFileFormat? wanted = format switch
        {
            "xml" => BankFileFormat.Pain09,
            "v03.xml" => BankFileFormat.Pain03,
            "csv" => BankFileFormat.Csv,
            _ => null,
        };
        if (wanted is null)
        {
            return Results.NotFound();
        }

        try
        {
            var file = await files.Download(ActorOf.Request(context), number, wanted.Value, context.RequestAborted);
            context.Response.Headers.CacheControl = "private, no-store";
            return Results.File(file.Content, file.ContentType, file.Name);
        }
        catch (Refusal refusal)
        {
            return Results.StatusCode(refusal.IsDenied ? StatusCodes.Status403Forbidden : StatusCodes.Status404NotFound);
        }
    }
}
