using System.Globalization;
using Portal.Cli;

namespace Portal.Tests.Support;

/// <summary>
/// The demo as the first start leaves it, seeded and embedded: made once by the program's own verb, then copied for every
/// portal that a test starts.
/// </summary>
internal static class DemoTemplate
{
    private static readonly Lazy<string> Folder = new(Make);

    public static void CopyTo(TestFolder folder)
    {
        foreach (var file in Directory.EnumerateFiles(Folder.Value, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var target = folder.File(Path.GetRelativePath(Folder.Value, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("portal-demo-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        using StringWriter output = new(CultureInfo.InvariantCulture);
        var code = CommandLine.RunAsync(["embed", "--applicationName=Portal", $"--Portal:DataFolder={folder}"], PortalFactories.OfProgram(), output, output).GetAwaiter().GetResult();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return code == 0 ? folder : throw new InvalidOperationException($"The demo could not be made: {output}");
    }
}
