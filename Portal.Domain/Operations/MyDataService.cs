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

public sealed record MyMembership(string Organisation, MerchantRole? Role, DateTime SinceUtc);

public sealed record MyStaffRole(StaffRole Role, DateTime SinceUtc);

public sealed record MyFollowing(string Account, DateTime SinceUtc);

public sealed record MyMail(string Kind, string To, DateTime CreatedUtc, DateTime? SentUtc);

public sealed record MyAct(DateTime AtUtc, string Action, string ObjectKind, string ObjectKey);

public sealed class MyDataService(IDbContextFactory<PortalDb> dbs, Gate gate, FileTrail files)
{
    /// <summary>How many of the latest mails and acts are in it.</summary>
    public const int LatestMax = 5000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    [Needs(Permit.OwnProfile)]
    public async Task<OutgoingFile> Mine(Actor actor, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var id = await gate.SignedIn(db, actor, Permit.OwnProfile, ct);
        return new OutgoingFile(
            files,
            new FileAct(actor, "personal-data.downloaded", "person", id.ToString(CultureInfo.InvariantCulture)),
            "portal-my-data_UTC.json",
            "application/json",
            async (file, token) => await JsonSerializer.SerializeAsync(file.Body, await Of(id, token), Json, token)
        );
    }

    private async Task<MyData> Of(long id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var me = await db.Users.AsNoTracking().SingleAsync(row => row.Id == id, ct);
        return new MyData(
            me.Email ?? string.Empty,
            me.DisplayName,
            me.Culture,
            me.CreatedUtc,
            me.LastSignInUtc,
            await db
                .Memberships.Where(row => row.UserId == id)
                .Join(
                    db.Merchants,
                    row => row.MerchantId,
                    one => one.Id,
                    (row, one) => new MyMembership(one.LegalName, row.Role, row.SinceUtc)
                )
                .ToListAsync(ct),
            await db.StaffAssignments.Where(row => row.UserId == id).Select(row => new MyStaffRole(row.Role, row.SinceUtc)).ToListAsync(ct),
            await db
                .Followers.Where(row => row.UserId == id)
                .Join(db.PublicAccounts, row => row.AccountId, one => one.Id, (row, one) => new MyFollowing(one.Handle, row.JoinedUtc))
                .ToListAsync(ct),
            await db
                .Mails.Where(row => row.ToAddress == me.Email)
                .OrderByDescending(row => row.Id)
                .Take(LatestMax)
                .Select(row => new MyMail(row.Kind, row.ToAddress, row.CreatedUtc, row.SentUtc))
                .ToListAsync(ct),
            await db
                .AuditRecords.Where(row => row.ActorId == id)
                .OrderByDescending(row => row.Sequence)
                .Take(LatestMax)
                .Select(row => new MyAct(row.AtUtc, row.Action, row.ObjectKind, row.ObjectKey))
                .ToListAsync(ct)
        );
    }
}
