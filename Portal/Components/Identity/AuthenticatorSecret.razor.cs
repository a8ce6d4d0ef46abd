using System.Text;
using Microsoft.AspNetCore.Components;
using Portal.Domain.Identity;
using QRCoder;

namespace Portal.Components.Identity;

/// <summary>An authenticator's secret as a picture to scan and as letters to type.</summary>
public sealed partial class AuthenticatorSecret
{
    [Parameter, EditorRequired]
    public required AuthenticatorSetup Setup { get; set; }

    private string Picture
    {
        get
        {
            using var made = QRCodeGenerator.GenerateQrCode(Setup.Uri, QRCodeGenerator.ECCLevel.M);
            using var drawn = new SvgQRCode(made);
            // Always dark on light: cameras read nothing else reliably, in the dark theme either.
            return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(drawn.GetGraphic(4)));
        }
    }
}
