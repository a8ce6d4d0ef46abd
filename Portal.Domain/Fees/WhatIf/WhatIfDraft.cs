using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Kernel;

namespace Portal.Domain.Fees;

/// <summary>A draft rule that comes from the operator's shell.</summary>
internal static class WhatIfDraft
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static async Task<FeeRuleDraft> Read(string? file, string? percent, CancellationToken ct)
    {
        if (file is not null)
        {
            await using var stream = File.OpenRead(file);
            try
            {
                return await JsonSerializer.DeserializeAsync<FeeRuleDraft>(stream, Json, ct) ?? throw new Refusal(FeesRefusals.DraftShape);
            }
            catch (JsonException)
            {
                throw new Refusal(FeesRefusals.DraftShape);
            }
        }

        var rate = MoneyText.ReadPercent(percent ?? throw new Refusal(FeesRefusals.DraftShape));
        if (rate is not { } parts || parts > FeeTerms.PartsPerMillionMax)
        {
            throw new Refusal(FeesRefusals.RateRange);
        }

        return new FeeRuleDraft("what-if", FeeKind.Payment, null, null, Currency.Cny.Code, FeeTerms.Rate(parts), DateTime.UnixEpoch, null);
    }
}
