using System.Runtime.Loader;

namespace Portal.Tests.Support;

/// <summary>Gives bUnit 2 the AngleSharp.Diffing 0.17.0 that lies beside the tests, whose API it can use.</summary>
internal static class DiffingLoader
{
    private static readonly Lazy<bool> Registered = new(() =>
    {
        var file = Path.Combine(AppContext.BaseDirectory, "diffing", "AngleSharp.Diffing.dll");
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name == "AngleSharp.Diffing" && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        return true;
    });

    public static void Ensure() => _ = Registered.Value;
}
