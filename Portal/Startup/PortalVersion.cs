using System.Reflection;

namespace Portal.Startup;

internal static class PortalVersion
{
    public static string Current { get; } =
        typeof(PortalVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
