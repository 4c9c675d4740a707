using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Portal.Cli;

namespace Portal.Tests.Support;

/// <summary>The portal as the program makes it, for tests that run a verb within their own process.</summary>
internal static class PortalFactories
{
    // Program's own factory is a local function of the entry point; its compiled form is found by its signature.
    public static PortalFactory OfProgram() => typeof(Program)
        .GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
        .Single(method => method.ReturnType == typeof(WebApplication) && method.GetParameters() is [{ ParameterType: var type }] && type == typeof(string[]))
        .CreateDelegate<PortalFactory>();
}
