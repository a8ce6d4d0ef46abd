namespace Portal.Domain.Data;

/// <summary>Encrypts short secrets at rest under the site's own key ring; what is sealed for one purpose does not open for another.</summary>
public interface ISealText
{
    string SealText(string text, string purpose);

    string OpenText(string sealedText, string purpose);
}
