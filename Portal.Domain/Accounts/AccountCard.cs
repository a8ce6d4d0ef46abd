using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Data;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;
using Portal.Domain.Notifications;

namespace Portal.Domain.Accounts;

/// <summary>An account in a list.</summary>
public sealed record AccountCard(
    string Handle,
    string Number,
    string Name,
    AccountType Type,
    AccountCategory Category,
    AccountState State,
    string? AvatarKey,
    DateOnly? CertifiedUntil,
    DateTime RegisteredUtc
);
