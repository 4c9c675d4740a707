using System.CommandLine;

namespace Portal.Cli;

/// <summary>One benchmark. To add one, add a class that implements this: it is found by itself.</summary>
internal interface IBenchmark
{
    Command Create(PortalFactory portal);
}

internal sealed class BenchVerb : IVerb
{
    public Command Create(PortalFactory portal)
    {
        Command command = new("bench", "Measure, and print the numbers.");
        foreach (var type in typeof(IBenchmark).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IBenchmark))))
        {
            command.Add(((IBenchmark)Activator.CreateInstance(type)!).Create(portal));
        }

        return command;
    }
}
