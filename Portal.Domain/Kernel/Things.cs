namespace Portal.Domain.Kernel;

/// <summary>Every public number there is. A second place that makes or takes apart one of them is a defect; a test looks for it.</summary>
public static class Things
{
    public static Thing Account { get; } = new("account", "PA", NumberShape.Counted);
    public static Thing Case { get; } = new("case", "CERT", NumberShape.Yearly);
    public static Thing Receipt { get; } = new("receipt", "RC", NumberShape.Yearly);
    public static Thing Message { get; } = new("message", "MSG", NumberShape.Yearly);
    public static Thing Approval { get; } = new("approval", "AP", NumberShape.Yearly);
    public static Thing Exception { get; } = new("exception", "EX", NumberShape.Counted);
    public static Thing FeeRule { get; } = new("fee-rule", "FR", NumberShape.Counted);
    public static Thing WhatIf { get; } = new("what-if", "WI", NumberShape.Counted);
    public static Thing ServiceFee { get; } = new("service-fee", "SF", NumberShape.Counted);
    public static Thing VatRate { get; } = new("vat-rate", "VR", NumberShape.Counted);
    public static Thing Run { get; } = new("settlement-run", "SR", NumberShape.Day);
    public static Thing Statement { get; } = new("statement", "ST", NumberShape.Daily);

    /// <summary>With the digits of its statement; another attempt adds its number.</summary>
    public static Thing Payout { get; } = new("payout", "PO", NumberShape.Daily);
    public static Thing PayoutBatch { get; } = new("payout-batch", "PB", NumberShape.Daily, 4);
    public static Thing BankStatement { get; } = new("bank-statement", "BS", NumberShape.Counted);
    public static Thing Match { get; } = new("recon-match", "RM", NumberShape.Counted);

    public static IReadOnlyList<Thing> All { get; } =
    [
        Account,
        Case,
        Receipt,
        Message,
        Approval,
        Exception,
        FeeRule,
        WhatIf,
        ServiceFee,
        VatRate,
        Run,
        Statement,
        Payout,
        PayoutBatch,
        BankStatement,
        Match,
    ];
}
