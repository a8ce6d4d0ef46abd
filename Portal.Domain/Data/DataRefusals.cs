namespace Portal.Domain.Data;

public static class DataRefusals
{
    public const string KeysAreSetting = "Admin_KeysAreSetting";
}
