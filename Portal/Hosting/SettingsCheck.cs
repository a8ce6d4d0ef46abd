using Portal.Options;

namespace Portal.Hosting;

internal static class SettingsCheck
{
    /// <summary>Says what is wrong with the settings before anything is opened; false when the site must not start.</summary>
    public static bool SettingsHold(this WebApplicationBuilder builder)
    {
        var problems = SettingList.Problems(builder.Configuration);
        foreach (var problem in problems)
        {
            Console.Error.WriteLine($"Portal does not start: {problem}");
        }

        return problems.Count == 0;
    }
}
