using System.CommandLine;
using System.Security.Cryptography;
using Portal.Domain.Identity;
using Portal.Domain.Kernel;

namespace Portal.Commands;

internal static class CreateUserCommand
{
    private const string PasswordLetters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static Command Make()
    {
        var email = new Option<string>("--email") { Description = "Address the person signs in with.", Required = true };
        var name = new Option<string?>("--name") { Description = "Name other people see; the address when absent." };
        var role = new Option<StaffRole?>("--role") { Description = "Staff role: " + string.Join(", ", Enum.GetNames<StaffRole>()) + "." };
        var password = new Option<string?>("--password") { Description = "First password; one is made and printed when absent." };
        return CommandHost.Make(
            "create-user",
            "Make a confirmed account, with a staff role when one is named.",
            command =>
            {
                command.Add(email);
                command.Add(name);
                command.Add(role);
                command.Add(password);
            },
            async (services, parsed, ct) =>
            {
                var address = parsed.GetRequiredValue(email);
                var secret = parsed.GetValue(password) ?? RandomNumberGenerator.GetString(PasswordLetters, 20);
                var form = new NewUser(address, parsed.GetValue(name) ?? address, secret, parsed.GetValue(role));
                var id = await services.GetRequiredService<PeopleService>().CreateUser(Actor.Operator, form, ct);
                var made = parsed.GetValue(password) is null;
                return new Answer(
                    new
                    {
                        id,
                        email = address,
                        role = form.Role,
                        password = made ? secret : null,
                    },
                    made ? $"Made {address}. Password: {secret}" : $"Made {address}."
                );
            }
        );
    }
}
