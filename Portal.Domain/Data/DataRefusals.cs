namespace Portal.Domain.Data;

internal static class DataRefusals
{
    public const string NoDatabase = "Admin_NoDatabase";
    public const string DatabaseRefused = "Admin_DatabaseRefused";
    public const string FolderRefused = "Admin_FolderRefused";
    public const string KeysAreSetting = "Admin_KeysAreSetting";
}
