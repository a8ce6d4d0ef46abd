using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Portal.Domain.Kernel;

namespace Portal.Hosting;

/// <summary>
/// One line an event: JSON, in Development plain words. Whatever a library says goes through <see cref="Redaction"/> first, so that neither an
/// address nor a forged line gets into the log.
/// </summary>
public sealed class LogLines(IHostEnvironment environment, TimeProvider clock) : ConsoleFormatter(Formatter)
{
    public const string Formatter = "portal";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = Redaction.Clean(logEntry.Formatter(logEntry.State, logEntry.Exception));
        var fault = logEntry.Exception is { } exception ? Redaction.Hide(exception.ToString()) : null;
        textWriter.WriteLine(
            environment.IsDevelopment()
                ? Plain(logEntry.LogLevel, logEntry.Category, message, fault)
                : JsonSerializer.Serialize(
                    new
                    {
                        at = clock.UtcNow(),
                        level = logEntry.LogLevel.ToString(),
                        category = logEntry.Category,
                        message,
                        fault = fault is null ? null : Redaction.OneLine(fault.ReplaceLineEndings(" | ")),
                    },
                    Json
                )
        );
    }

    private static string Plain(LogLevel level, string category, string message, string? fault)
    {
        var line = $"{level.ToString().ToLowerInvariant(), -11} {category}: {message}";
        return fault is null
            ? line
            : line
                + Environment.NewLine
                + string.Join(Environment.NewLine, fault.ReplaceLineEndings("\n").Split('\n').Select(Redaction.OneLine));
    }
}

public static class Logs
{
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.AddConsoleFormatter<LogLines, ConsoleFormatterOptions>();
        builder.Logging.AddConsole(console => console.FormatterName = LogLines.Formatter);
    }
}
