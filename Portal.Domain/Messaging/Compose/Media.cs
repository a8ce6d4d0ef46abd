using System.Security.Cryptography;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Messaging;

/// <summary>A picture of a merchant, cleaned (<see cref="ImageRules"/>) and public under an address that cannot be guessed.</summary>
internal sealed class Media : IOfMerchant
{
    private const int KeyBytes = 16;

    private Media() { }

    public Media(long merchantId, CleanPicture image, DateTime nowUtc)
    {
        MerchantId = merchantId;
        Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
        ContentType = image.MediaType;
        Width = image.Width;
        Height = image.Height;
        Bytes = image.Bytes;
        UploadedUtc = nowUtc;
    }

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public string Key { get; private set; } = string.Empty;
    public string ContentType { get; private set; } = string.Empty;
    public int Width { get; private set; }
    public int Height { get; private set; }
    public byte[] Bytes { get; private set; } = [];
    public DateTime UploadedUtc { get; private set; }
}
