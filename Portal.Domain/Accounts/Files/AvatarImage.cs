using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Accounts;

/// <summary>A picture of an account, cleaned; its key is the hash of its bytes, so the address never changes meaning.</summary>
internal sealed class AvatarImage : IOfMerchant
{
    public const int BytesMax = 500_000;
    public const int SideMax = 2048;

    private AvatarImage() { }

    internal AvatarImage(long merchantId, string key, CleanPicture picture, DateTime uploadedUtc) =>
        (MerchantId, Key, MediaType, Content, UploadedUtc) = (merchantId, key, picture.MediaType, picture.Bytes, uploadedUtc);

    public long Id { get; private set; }
    public long MerchantId { get; private set; }
    public string Key { get; private set; } = string.Empty;
    public string MediaType { get; private set; } = string.Empty;
    public byte[] Content { get; private set; } = [];
    public DateTime UploadedUtc { get; private set; }
}
