using System.CommandLine;
using System.CommandLine.Invocation;

namespace Portal.Cli;

internal static class CommandLine
{
    public const string Verbose = "--verbose";

    private const string Description = """
        A recommendation portal of your own: one program, one folder.

        Any setting can be given with any command:
          --Section:Key=VALUE   e.g. --Portal:DataFolder=/srv/portal or --Database:Provider=SqlServer
          --urls=URL            the address to listen on, e.g. --urls=http://0.0.0.0:8080

        Exit codes: 0 done, 1 failed, 2 wrong arguments.
        """;

    // A portal that stops waits for requests and jobs first; a second Ctrl+C does not.
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(40);

    public static async Task<int> RunAsync(string[] args, PortalFactory portal, TextWriter? output = null, TextWriter? error = null)
    {
        var (settings, others) = SettingTokens.Split(args);
        var root = CreateRoot(defaults => portal([.. defaults, .. settings]));
        var parse = root.Parse(others, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var invocation = SettingTokens.AreOfATool(settings) ? new HostedInvocation() : new InvocationConfiguration();
        invocation.EnableDefaultExceptionHandler = false;
        invocation.ProcessTerminationTimeout = TimeToStop;
        invocation.Output = output ?? Console.Out;
        invocation.Error = error ?? Console.Error;
        if (parse.Action is not ParseErrorAction)
        {
            return await parse.InvokeAsync(invocation);
        }

        await invocation.Error.WriteLineAsync($"{UnknownTokens.Explain(parse)} --help lists what there is.");
        return ExitCode.BadArguments;
    }

    private static RootCommand CreateRoot(PortalFactory portal)
    {
        RootCommand root = new(Description) { new Option<bool>(Verbose) { Description = "Log more, and show where a failure came from.", Recursive = true } };
        foreach (var verb in Verbs().Select(verb => verb.Create(portal)).OrderBy(command => command.Name, StringComparer.Ordinal))
        {
            root.Add(verb);
        }

        root.Action = root.Subcommands.Single(verb => verb.Name == ServeVerb.Name).Action;
        return root;
    }

    private static IEnumerable<IVerb> Verbs() => typeof(IVerb).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IVerb)))
        .Select(type => (IVerb)Activator.CreateInstance(type)!);
}
