using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Domain.Operations;

internal sealed record MyMembership(string Organisation, MerchantRole? Role, DateTime SinceUtc);

internal sealed record MyStaffRole(StaffRole Role, DateTime SinceUtc);

internal sealed record MyFollowing(string Account, DateTime SinceUtc);

internal sealed record MyMail(string Kind, string To, DateTime CreatedUtc, DateTime? SentUtc);

internal sealed record MyAct(DateTime AtUtc, string Action, string ObjectKind, string ObjectKey);

public sealed class MyDataService(Acts acts, FileTrail files)
{
    /// <summary>How many of the latest mails and acts are in it.</summary>
    public const int LatestMax = 5000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public async Task<OutgoingFile> Mine(Actor actor, CancellationToken ct)
    {
        await using var act = await acts.Own(actor, Permit.OwnProfile, ct);
        return new OutgoingFile(
            files,
            new FileAct(actor, "personal-data.downloaded", "person", act.UserId.ToString(CultureInfo.InvariantCulture)),
            "portal-my-data_UTC.json",
            "application/json",
            async (file, token) => await JsonSerializer.SerializeAsync(file.Body, await Of(act.UserId, token), Json, token)
        );
    }

    private async Task<MyData> Of(long id, CancellationToken ct)
    {
        await using var step = await acts.Step(ct);
        var me = await step.Db.Users.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        return new MyData(
            me.Email ?? string.Empty,
            me.DisplayName,
            me.Culture,
            me.CreatedUtc,
            me.LastSignInUtc,
            await step
                .Db.Memberships.Where(row => row.UserId == id)
                .Join(
                    step.Db.Merchants,
                    row => row.MerchantId,
                    one => one.Id,
                    (row, one) => new MyMembership(one.LegalName, row.Role, row.SinceUtc)
                )
                .ToListAsync(ct),
            await step
                .Db.StaffAssignments.Where(row => row.UserId == id)
                .Select(row => new MyStaffRole(row.Role, row.SinceUtc))
                .ToListAsync(ct),
            await step
                .Db.Followers.Where(row => row.UserId == id)
                .Join(step.Db.PublicAccounts, row => row.AccountId, one => one.Id, (row, one) => new MyFollowing(one.Handle, row.JoinedUtc))
                .ToListAsync(ct),
            await step
                .Db.Mails.Where(row => row.ToAddress == me.Email)
                .OrderByDescending(row => row.Id)
                .Take(LatestMax)
                .Select(row => new MyMail(row.Kind, row.ToAddress, row.CreatedUtc, row.SentUtc))
                .ToListAsync(ct),
            await step
                .Db.AuditRecords.Where(row => row.ActorId == id)
                .OrderByDescending(row => row.Sequence)
                .Take(LatestMax)
                .Select(row => new MyAct(row.AtUtc, row.Action, row.ObjectKind, row.ObjectKey))
                .ToListAsync(ct)
        );
    }
}
