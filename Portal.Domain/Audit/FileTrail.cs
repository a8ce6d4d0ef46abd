using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;

namespace Portal.Domain.Audit;

/// <summary>
/// Every file leaves through here. That somebody begins to take it is recorded and anchored before the first byte: when that cannot be
/// written (a full disk), nothing leaves. After the last byte the act itself is recorded, with rows and hash; whoever goes away in the middle
/// leaves "broken off" with the row. A beginning without an end says that the server ended first.
/// </summary>
public sealed class FileTrail
{
    public const string Begun = "file.begun";
    public const string BrokenOff = "file.broken-off";

    private readonly Acts _acts;
    private readonly AuditAnchors _anchors;

    internal FileTrail(Acts acts, AuditAnchors anchors) => (_acts, _anchors) = (acts, anchors);

    internal async Task<FileReceipt> Give(OutgoingFile file, Stream output, CancellationToken ct)
    {
        var act = file.Act;
        await Note(act, Begun, Facts(act, ("Act", act.Action)), ct);
        await using var body = new OutgoingStream(output, ct);
        var writer = new FileWriter(body);
        try
        {
            await file.Write(writer, ct);
            await body.FlushAsync(ct);
        }
        catch (Exception)
        {
            var facts = Facts(act, ("Act", act.Action), ("Row", writer.Rows), ("Bytes", body.Bytes));
            await Note(act, BrokenOff, facts, CancellationToken.None);
            throw;
        }

        var receipt = new FileReceipt(writer.Rows, body.Bytes, body.Sha256());
        // Whoever has the last byte may be gone already: the record is still theirs.
        var ended = Facts(act, ("Rows", receipt.Rows), ("Bytes", receipt.Bytes), ("Sha256", receipt.Sha256));
        await Note(act, act.Action, ended, CancellationToken.None);
        return receipt;
    }

    private async Task Note(FileAct act, string action, JsonObject facts, CancellationToken ct)
    {
        await using var step = await _acts.Step(ct);
        step.Db.Audit(act.Actor, action, act.Kind, act.Key, act.MerchantId, after: facts, why: act.Why);
        await step.Commit();
        await _anchors.Append(step.Db, action, ct);
    }

    private static JsonObject Facts(FileAct act, params ReadOnlySpan<(string Name, JsonNode Value)> more)
    {
        var facts = AuditChain.Canonical(act.Facts) is { } known ? JsonNode.Parse(known)!.AsObject() : [];
        foreach (var (name, value) in more)
        {
            facts[name] = value;
        }

        return facts;
    }
}
