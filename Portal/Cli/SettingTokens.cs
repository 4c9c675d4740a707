using System.Text.RegularExpressions;

namespace Portal.Cli;

/// <summary>
/// Tells configuration from the verbs' own options: <c>--Section:Key=value</c>, and what a host understands, e.g.
/// <c>--urls</c>. Every verb takes them; they go to the portal as they are.
/// </summary>
internal static partial class SettingTokens
{
    /// <summary>Keys of the web host; with a value after '=' or as the next word.</summary>
    public static readonly IReadOnlyList<string> HostKeys =
    [
        "urls", "environment", "contentRoot", "applicationName", "webroot", "http_ports", "https_ports", "https_port",
        "detailedErrors", "shutdownTimeoutSeconds", "suppressStatusMessages", "captureStartupErrors", "preferHostingUrls",
        "hostingStartupAssemblies", "hostingStartupExcludeAssemblies", "preventHostingStartup", "allowedHosts",
    ];

    public static (string[] Settings, string[] Others) Split(IReadOnlyList<string> args)
    {
        List<string> settings = [];
        List<string> others = [];
        for (var i = 0; i < args.Count; i++)
        {
            var token = args[i];
            if (token == "--")
            {
                others.AddRange(args.Skip(i));
                break;
            }

            if (IsSetting(token) || IsHeading(token, args))
            {
                settings.Add(token);
            }
            else if (i + 1 < args.Count && IsHostKey(token) && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                settings.Add($"{token}={args[++i]}");
            }
            else
            {
                others.Add(token);
            }
        }

        return ([.. settings], [.. others]);
    }

    /// <summary>True where a test host or dotnet-ef runs the entry point: they pass a name that nobody types.</summary>
    public static bool AreOfATool(IEnumerable<string> settings) =>
        settings.Any(setting => setting.StartsWith("--applicationName=", StringComparison.OrdinalIgnoreCase));

    public static bool IsHostKey(string token) =>
        token.StartsWith("--", StringComparison.Ordinal) && HostKeys.Contains(token[2..], StringComparer.OrdinalIgnoreCase);

    private static bool IsSetting(string token) =>
        SectionSetting().IsMatch(token) || (token.IndexOf('=', StringComparison.Ordinal) is > 0 and var end && IsHostKey(token[..end]));

    // A test host passes every section it knows as --Section= beside its keys.
    private static bool IsHeading(string token, IReadOnlyList<string> args) =>
        token.EndsWith('=') && args.Any(other => other.StartsWith($"{token[..^1]}:", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^--[^\s=:]+(:[^\s=:]+)+=", RegexOptions.CultureInvariant)]
    private static partial Regex SectionSetting();
}
