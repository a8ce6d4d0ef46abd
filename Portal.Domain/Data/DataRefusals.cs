namespace Portal.Domain.Data;

public static class DataRefusals
{
    public const string NoDatabase = "Admin_NoDatabase";
    public const string KeysAreSetting = "Admin_KeysAreSetting";
}
