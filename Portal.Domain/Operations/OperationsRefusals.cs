namespace Portal.Domain.Operations;

internal static class OperationsRefusals
{
    public const string BackupUnreadable = "Operations_BackupUnreadable";
    public const string BackupFormat = "Operations_BackupFormat";
    public const string BackupNewer = "Operations_BackupNewer";
    public const string BackupDamaged = "Operations_BackupDamaged";
    public const string BackupFolder = "Operations_BackupFolder";
    public const string BackupExists = "Operations_BackupExists";
    public const string RestoreNotEmpty = "Operations_RestoreNotEmpty";
    public const string DatabaseNotEmpty = "Operations_DatabaseNotEmpty";
}
