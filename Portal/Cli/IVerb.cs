using System.CommandLine;

namespace Portal.Cli;

/// <summary>One verb of the command line. To add a verb, add a class that implements this: it is found by itself.</summary>
internal interface IVerb
{
    /// <summary>The command with its options and its action.</summary>
    Command Create(PortalFactory portal);
}

/// <summary>Builds the portal without starting it.</summary>
/// <param name="settings">Configuration as on the command line, e.g. <c>--Portal:DataFolder=/srv/portal</c>.</param>
internal delegate WebApplication PortalFactory(string[] settings);
