namespace Portal.Domain.Kernel;

/// <summary>Codes every module may use. Each constant of a <c>*Refusals</c> class has its sentence in Portal/Resources/Refusals*.resx.</summary>
public static class KernelRefusals
{
    public const string NotFound = "Kernel_NotFound";
    public const string Denied = "Kernel_Denied";
    public const string Conflict = "Kernel_Conflict";
    public const string Busy = "Kernel_Busy";
    public const string Required = "Kernel_Required";
    public const string TooLong = "Kernel_TooLong";
    public const string CurrencyUnknown = "Kernel_CurrencyUnknown";
    public const string WeightsZero = "Kernel_WeightsZero";
    public const string WeightsNegative = "Kernel_WeightsNegative";
    public const string TextNotWellFormed = "Kernel_TextNotWellFormed";
}
