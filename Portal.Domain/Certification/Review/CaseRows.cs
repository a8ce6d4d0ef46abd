namespace Portal.Domain.Certification;

public enum DocumentState
{
    Waiting,
    Accepted,
    Replace,
}
