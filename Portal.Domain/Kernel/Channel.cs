namespace Portal.Domain.Kernel;

/// <summary>Where a payment was made. Fee rules and the channel-share report speak of these, whatever the gateway calls them.</summary>
public enum Channel
{
    /// <summary>Inside the wallet: a public account's page or menu.</summary>
    Wallet,
    MobileApp,
    MobileWeb,
    PcWeb,
    QrCode,

    /// <summary>At the counter: the customer's code or face was scanned.</summary>
    InStore,
    Api,
    Other,
}
