namespace Portal.Routes;

/// <summary>Addresses of the numbers that the operator decides.</summary>
public static partial class Urls
{
    public const string AdminPolicies = "/admin/policies";

    public static string AdminPolicy(string key) => $"{AdminPolicies}/{key}";

    public static string AdminPolicyPack(string name) => $"{AdminPolicies}/packs/{name}";
}
