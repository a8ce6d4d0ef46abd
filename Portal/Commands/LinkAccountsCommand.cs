using System.CommandLine;
using Portal.Domain.Approvals;
using Portal.Domain.Kernel;

namespace Portal.Commands;

internal static class LinkAccountsCommand
{
    public static Command Make()
    {
        var email = new Option<string>("--email") { Description = "Address of one account.", Required = true };
        var other = new Option<string>("--other") { Description = "Address of the other.", Required = true };
        var reason = new Option<string>("--reason")
        {
            Description = "Why, for the page of linked accounts.",
            DefaultValueFactory = _ => "Noted by the operator.",
        };
        return CommandHost.Make(
            "link-accounts",
            "Note that two accounts are one person's: they count as one wherever two persons are needed.",
            command =>
            {
                command.Add(email);
                command.Add(other);
                command.Add(reason);
            },
            async (services, parsed, ct) =>
            {
                var (one, two) = (parsed.GetRequiredValue(email), parsed.GetRequiredValue(other));
                await services.GetRequiredService<PersonLinkService>().Link(Actor.Operator, one, two, parsed.GetValue(reason)!, ct);
                return new Answer(new { email = one, other = two }, $"{one} and {two} count as one person.");
            }
        );
    }
}
