namespace Portal.Domain.Fees;

public sealed record WhatIfSummary(
    long Id,
    string Number,
    FeeRuleDraft Draft,
    DateOnly FromDay,
    DateOnly ToDay,
    WhatIfState State,
    int Days,
    int DaysDone,
    string AskedBy,
    DateTime AskedUtc,
    DateTime? FinishedUtc,
    long Payments,
    long GrossMinor,
    long NowMinor,
    long ThenMinor
);
