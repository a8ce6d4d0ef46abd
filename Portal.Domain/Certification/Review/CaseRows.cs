using Portal.Domain.Accounts;
using Portal.Domain.Data;
using Portal.Domain.Kernel;

namespace Portal.Domain.Certification;

public enum DocumentState
{
    Waiting,
    Accepted,
    Replace,
}
