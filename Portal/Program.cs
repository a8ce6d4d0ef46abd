using Portal.Commands;
using Portal.Hosting;

if (PortalCommands.Handles(args))
{
    return await PortalCommands.Run(args);
}

var builder = WebApplication.CreateBuilder(args);

// The folder is named to the site as it is to every command.
builder.Configuration.AddCommandLine(args, new Dictionary<string, string> { ["--data"] = "Portal:DataDirectory" });
if (!builder.SettingsHold())
{
    return 1;
}

builder.AddSite();
builder.AddIdentityAndPermits();
builder.AddJobs();
builder.AddScreens();

var app = builder.Build();
if (!await app.Prepare())
{
    // The log is written beside: why it does not start is said before the process ends.
    await app.DisposeAsync();
    return 1;
}

app.UseSite();
app.MapScreens();
app.MapDemo();
app.MapJobs();
app.MapDocuments();
app.MapHealth();
await app.RunAsync();
return 0;
