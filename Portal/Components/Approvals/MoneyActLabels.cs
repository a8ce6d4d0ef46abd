using System.Globalization;
using Portal.Components.Banking;
using Portal.Components.Fees;
using Portal.Components.Payments;
using Portal.Domain.Banking;
using Portal.Domain.Kernel;
using Portal.Domain.Payments;
using Portal.Resources;

namespace Portal.Components.Approvals;

/// <summary>What the contents of acts of money are called: suspense given away, bills and bank statements accepted, stops lifted.</summary>
public static class MoneyActLabels
{
    /// <summary>The order people read them in.</summary>
    public static IReadOnlyList<string> Order { get; } =
    [
        "merchantName",
        "owed",
        "exceptionKind",
        "wholeNumber",
        "numberOwner",
        "bill",
        "bankStatement",
        "ourAccount",
        "fileName",
        "ofDay",
        "heldReason",
        "bankHeldReason",
        "differs",
        "payments",
        "gross",
        "refundCount",
        "refundSum",
        "movements",
        "rowsAdded",
        "rowsGone",
        "rowsChanged",
        "bankLines",
        "opening",
        "cameIn",
        "wentOut",
        "closing",
        "missing",
        "hold",
        "heldWhy",
        "heldBy",
        "until",
        "stands",
        "checksum",
    ];

    /// <summary>A value as its field is read; null for a field of another kind of approval.</summary>
    public static string? Value(string field, string value, string currency) =>
        field switch
        {
            "stands" or "wholeNumber" => value == "yes" ? ApprovalsTexts.Yes : ApprovalsTexts.No,
            "exceptionKind" => PayLabels.Exception(Enum.Parse<ExceptionKind>(value)).Name,
            "heldReason" => PayLabels.Held(Enum.Parse<HeldReason>(value)),
            "bankHeldReason" => BankLabels.Held(Enum.Parse<BankHeldReason>(value)),
            "owed" or "gross" or "refundSum" => FeeLabels.Money(Number(value), currency),
            "opening" or "cameIn" or "wentOut" or "closing" or "missing" => BankLabels.Signed(Number(value), currency),
            "payments" or "refundCount" or "movements" or "rowsAdded" or "rowsGone" or "rowsChanged" or "bankLines" => Fmt.Count(
                Number(value)
            ),
            "ofDay" or "until" => Fmt.Date(DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
            "differs" => string.Join("; ", value.Split('\n').Select(one => Difference(one.Split('\t'), currency))),
            "gatewayAccount" when value.Split(':') is [var provider, var number] && Gateways.All.Contains(provider) =>
                $"{PayLabels.Gateway(provider)} {number}",
            _ => null,
        };

    private static string Difference(string[] parts, string currency) =>
        Fmt.Text(
            ApprovalsTexts.RowsAgainstSummary,
            parts[0],
            PayLabels.Figure(parts[0], Number(parts[1]), currency),
            PayLabels.Figure(parts[0], Number(parts[2]), currency)
        );

    private static long Number(string value) => MoneyText.Kept(value);
}
