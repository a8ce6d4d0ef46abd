namespace Portal.Domain.Data;

/// <summary>One place where personal data lies encrypted: a column or a folder. Key rotation and <c>verify</c> walk all of them.</summary>
internal interface ISealedStore
{
    string Name { get; }

    /// <summary>Re-encrypts up to <paramref name="take"/> pieces that are not under the newest key. 0: none is left.</summary>
    Task<int> Reseal(PortalDb db, PersonalDataKeys keys, int take, CancellationToken ct);

    /// <summary>Opens everything it can be asked to open cheaply and counts.</summary>
    Task<SealedCount> Count(PortalDb db, PersonalDataKeys keys, CancellationToken ct);
}
