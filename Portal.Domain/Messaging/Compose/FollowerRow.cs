namespace Portal.Domain.Messaging;

public sealed record FollowerRow(
    long Id,
    string MaskedName,
    string MaskedOpenId,
    FollowerState State,
    FollowSource Source,
    string Region,
    DateTime JoinedUtc,
    DateTime LastInteractionUtc,
    string AccountName
);
