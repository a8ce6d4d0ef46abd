namespace Portal.Domain.Accounts;

public enum AccountCategory
{
    Retail,
    Food,
    Finance,
    Telecom,
    Government,
    Education,
    Medical,
    Media,
    Travel,
    LocalServices,
    Culture,
    Other,
}
